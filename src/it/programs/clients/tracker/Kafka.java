package tracker;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

public class Kafka implements Callable<Object> {

  @Override
  public Object call() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "127.0.0.1:" + System.getProperty("port"), "max.block.ms", 5_000);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())
        .partitionsFor("topic");
  }
}
