package io.github.mavensandbox.agent;

import java.util.List;

/**
 * A way that a library takes to call home.
 *
 * @param label what the README calls it
 * @param tracker the simple name of the library's class
 * @param since the oldest Java that has it
 * @param isRedirected whether a server sends the client there, and not the library itself
 */
record ClientWay(String label, String tracker, int since, boolean isRedirected) {

  /** All that are tried, in the README's order. */
  static final List<ClientWay> ALL =
      List.of(
          of("java.net, a socket", "PlainSocket"),
          of("java.net, HttpURLConnection", "UrlConnection"),
          of("java.net.http", "JdkHttpClient"),
          of("java.net.http, sendAsync", "JdkHttpClientAsync"),
          of("java.net.http, shared by two", "SharedJdkHttpClient"),
          redirected("java.net.http, shared by two, redirected", "SharedJdkHttpClient"),
          new ClientWay("a virtual thread", "VirtualThread", 21, false),
          of("a static initializer", "StaticInitializer"),
          of("a service of ServiceLoader", "Service"),
          of("JNDI, ldap:", "Jndi"),
          of("log4j 2.14.1, `${jndi:ldap:...}` in a message", "Log4jLookup"),
          of("HttpClient 4", "HttpClient4"),
          of("HttpClient 5", "HttpClient5"),
          of("HttpClient 5, async", "HttpClient5Async"),
          of("HttpClient 5, async, shared by two", "SharedHttpClient5"),
          redirected("HttpClient 5, async, shared by two, redirected", "SharedHttpClient5"),
          of("okhttp", "Okhttp"),
          of("okhttp, enqueue", "OkhttpAsync"),
          of("okhttp, enqueue, shared by two", "SharedOkhttp"),
          redirected("okhttp, enqueue, shared by two, redirected", "SharedOkhttp"),
          of("okhttp, relocated into the library's jar", "RelocatedOkhttp"),
          of("Spring RestClient", "SpringRestClient"),
          of("Jetty client", "JettyClient"),
          of("Jetty client, shared by two", "SharedJetty"),
          redirected("Jetty client, shared by two, redirected", "SharedJetty"),
          of("Netty, NIO", "NettyNio"),
          of("Netty, epoll", "NettyEpoll"),
          of("Netty, event loop shared by two", "SharedNetty"),
          of("Netty's DNS, NIO", "DnsNio"),
          of("Netty's DNS, epoll", "DnsEpoll"),
          of("Vert.x", "VertxClient"),
          of("Vert.x, shared by two", "SharedVertx"),
          of("Reactor Netty", "ReactorNetty"),
          of("Reactor Netty, shared by two", "SharedReactorNetty"),
          redirected("Reactor Netty, shared by two, redirected", "SharedReactorNetty"),
          of("Ktor", "Ktor"),
          of("Ktor, shared by two", "SharedKtor"),
          redirected("Ktor, shared by two, redirected", "SharedKtor"),
          of("Kotlin coroutines with okhttp", "CoroutineOkhttp"),
          of("gRPC", "Grpc"),
          of("AWS SDK 2, URLConnection", "AwsSync"),
          of("AWS SDK 2, async", "AwsAsync"),
          of("Kafka producer", "Kafka"),
          of("JDBC, PostgreSQL", "Postgresql"),
          of("JDBC, MySQL", "Mysql"),
          of("JDBC, MariaDB", "Mariadb"),
          of("Redis, Lettuce", "Lettuce"),
          of("Redis, Jedis", "JedisClient"),
          of("Runtime.exec of curl", "Curl"),
          of("native code by JNI", "Native"),
          new ClientWay("native code by java.lang.foreign", "Foreign", 22, false));

  private static ClientWay of(String label, String tracker) {
    return new ClientWay(label, tracker, 8, false);
  }

  private static ClientWay redirected(String label, String tracker) {
    return new ClientWay(label, tracker, 8, true);
  }

  /** Whether two libraries take it with one client, each to ten addresses of its own. */
  boolean isShared() {
    return tracker.startsWith("Shared");
  }

  /** Whether it is a service that the project looks for, without a word of whose. */
  boolean isService() {
    return tracker.equals("Service");
  }

  /** Whether it asks a name server, and does no more. */
  boolean isLookup() {
    return tracker.startsWith("Dns");
  }

  /** Whether the JVM itself makes no connection. */
  boolean isOutside() {
    return List.of("Curl", "Native", "Foreign").contains(tracker);
  }

  @Override
  public String toString() {
    return label;
  }
}
