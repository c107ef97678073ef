package tracker;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

public class DnsEpoll implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return new DnsNameResolverBuilder(
            new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()).next())
        .channelType(EpollDatagramChannel.class)
        .queryTimeoutMillis(500)
        .nameServerProvider(
            new SingletonDnsServerAddressStreamProvider(
                new InetSocketAddress("127.0.0.1", Integer.getInteger("port"))))
        .build()
        .resolve("tracker.invalid")
        .get();
  }
}
