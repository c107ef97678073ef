package tracker;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.Callable;

public class Grpc implements Callable<Object> {

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          return new byte[0];
        }
      };

  @Override
  public Object call() {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", Integer.getInteger("port"))
            .usePlaintext()
            .build();
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("Service/Method")
            .build();
    return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, new byte[0]);
  }
}
