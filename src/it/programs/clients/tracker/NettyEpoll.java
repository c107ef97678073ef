package tracker;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.concurrent.Callable;

public class NettyEpoll implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return new Bootstrap()
        .group(new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()))
        .channel(EpollSocketChannel.class)
        .handler(new ChannelInboundHandlerAdapter())
        .connect("127.0.0.1", Integer.getInteger("port"))
        .sync();
  }
}
