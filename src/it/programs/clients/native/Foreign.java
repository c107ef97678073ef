package tracker;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;

/** Calls the C library by itself; for Java 22 and newer. */
public class Foreign implements Callable<Object> {

  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int SIZE = 16;

  @Override
  public Object call() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      // struct sockaddr_in, whose port and address are in the order of the network.
      int port = Integer.getInteger("port");
      byte[] bytes = {AF_INET, 0, (byte) (port >> 8), (byte) port, 127, 0, 0, 1};
      MemorySegment address = arena.allocate(SIZE);
      MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 0, bytes.length);
      MethodHandle socket =
          function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      MethodHandle connect =
          function("connect", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
      int descriptor = (int) socket.invokeExact(AF_INET, SOCK_STREAM, 0);
      return (int) connect.invokeExact(descriptor, address, SIZE);
    } catch (Throwable e) {
      throw new Exception(e);
    }
  }

  private static MethodHandle function(String name, java.lang.foreign.MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }
}
