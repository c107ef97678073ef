package tracker;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

public class SharedNetty implements BiFunction<EventLoopGroup, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(EventLoopGroup group, String address) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(address, Integer.getInteger("port"))
        .addListener(connected -> answer.complete(connected));
    return answer;
  }
}
