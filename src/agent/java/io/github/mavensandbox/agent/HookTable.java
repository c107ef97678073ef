package io.github.mavensandbox.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which methods are changed, by the name of their class. A method that a JDK does not have is not
 * changed in it, and nothing else follows from that; so the table has those of all JDKs since 8
 * together.
 */
final class HookTable {

  private final Map<String, Hook[]> hooks = new HashMap<String, Hook[]>();

  /** How the names of libraries' classes end, after the last slash. */
  private final Set<String> libraryEnds = new HashSet<String>();

  private final List<String> jdkClasses = new ArrayList<String>();

  private HookTable() {}

  /** The internal names of the JDK's classes, whether this one has them or not. */
  List<String> jdkClasses() {
    return jdkClasses;
  }

  boolean has(String className) {
    return of(className) != null;
  }

  /**
   * The hooks of a class by its internal name, or null. A library's class is known, too, where its
   * package was moved below another, as jars do that bring a library of their own.
   */
  Hook[] of(String className) {
    Hook[] found = hooks.get(className);
    if (found == null
        && libraryEnds.contains(className.substring(className.lastIndexOf('/') + 1))) {
      int slash = className.indexOf('/');
      while (found == null && slash >= 0) {
        found = hooks.get(className.substring(slash + 1));
        slash = className.indexOf('/', slash + 1);
      }
    }
    return found;
  }

  static HookTable ofKnownClasses() {
    HookTable table = new HookTable();
    table.addSockets();
    table.addOthers();
    table.addFiles();
    table.addThreads();
    table.addCompletions();
    table.addExecutors();
    table.addClients();
    table.addChannels();
    table.addResolver();
    return table;
  }

  private void addSockets() {
    Hook connect = Hook.around("connect", Call.TCP_CONNECT);
    add("sun/nio/ch/NioSocketImpl", connect);
    add("java/net/AbstractPlainSocketImpl", Hook.around("doConnect", Call.TCP_CONNECT)); // to 12
    add("sun/nio/ch/SocketChannelImpl", connect, Hook.around("blockingConnect", Call.TCP_CONNECT));
    add(
        "sun/nio/ch/UnixAsynchronousSocketChannelImpl",
        Hook.around("implConnect", Call.TCP_CONNECT_LATER));
    add("sun/nio/ch/Net", connect);
    add("sun/nio/ch/UnixDomainSockets", connect);
    Hook send = Hook.around("send", Call.UDP_SEND);
    add(
        "sun/nio/ch/DatagramChannelImpl",
        Hook.around("connect", Call.UDP_CONNECT),
        send,
        Hook.around("blockingSend", Call.UDP_SEND),
        Hook.around("write", Call.UDP_SEND));
    add(
        "java/net/DatagramSocket",
        send,
        Hook.around("connect", Call.UDP_CONNECT)); // natively to 13
  }

  private void addOthers() {
    add(
        "java/net/InetAddress",
        Hook.around("getAddressesFromNameService", Call.LOOKUP),
        Hook.around("getHostFromNameService", Call.REVERSE));
    Hook echo = Hook.around("isReachable", Call.ECHO);
    add("java/net/Inet4AddressImpl", echo);
    add("java/net/Inet6AddressImpl", echo);
    add("java/lang/ProcessImpl", Hook.around("start", Call.PROCESS));
    add(
        "java/lang/Runtime",
        Hook.around("load0", Call.LIBRARY),
        Hook.around("loadLibrary0", Call.LIBRARY));
  }

  /** All of NIO's exceptions about files of the machine are made in one place. */
  private void addFiles() {
    Hook open = Hook.fails("open", Call.FILE);
    add("java/io/FileInputStream", open);
    add("java/io/RandomAccessFile", open);
    add("sun/nio/fs/UnixException", Hook.fails("translateToIOException", Call.FILE));
  }

  private void addThreads() {
    Hook start = Hook.submitsItself("start", How.THREAD);
    add("java/lang/Thread", start);
    add("java/lang/VirtualThread", start);
    add(
        "java/util/concurrent/ThreadPoolExecutor",
        Hook.submits("execute", "java/lang/Runnable", How.EXECUTOR),
        Hook.takes("runWorker", "java/lang/Runnable"));
    add(
        "java/util/concurrent/ScheduledThreadPoolExecutor",
        Hook.submits(
            "delayedExecute", "java/util/concurrent/RunnableScheduledFuture", How.SCHEDULE));
    String task = "java/util/concurrent/ForkJoinTask";
    add(
        "java/util/concurrent/ForkJoinPool",
        Hook.submits("externalPush", task, How.FORKJOIN),
        Hook.submits("externalSubmit", task, How.FORKJOIN),
        Hook.submits("poolSubmit", task, How.FORKJOIN),
        Hook.submits(
            "scheduleDelayedTask",
            "java/util/concurrent/DelayScheduler$ScheduledForkJoinTask",
            How.SCHEDULE));
    add(task, Hook.submitsItself("fork", How.FORKJOIN), Hook.runsItself("doExec"));
    add("java/util/Timer", Hook.submits("sched", "java/util/TimerTask", How.TIMER));
    add("java/util/TimerThread", Hook.takes("mainLoop", "java/util/TimerTask"));
  }

  private void addCompletions() {
    String future = "java/util/concurrent/CompletableFuture$";
    add(future + "UniCompletion", Hook.submitsItself("<init>", How.COMPLETION));
    String[] stages = {
      "UniApply",
      "UniAccept",
      "UniRun",
      "UniWhenComplete",
      "UniHandle",
      "UniExceptionally",
      "UniComposeExceptionally",
      "UniCompose",
      "BiApply",
      "BiAccept",
      "BiRun",
      "OrApply",
      "OrAccept",
      "OrRun"
    };
    for (String stage : stages) {
      add(future + stage, Hook.runsItself("tryFire"));
    }
  }

  /** Executors and event loops that are not the JDK's. */
  private void addExecutors() {
    String task = "java/lang/Runnable";
    addLibrary(
        "io/netty/util/concurrent/SingleThreadEventExecutor",
        Hook.submits("addTask", task, How.EXECUTOR));
    addLibrary(
        "io/netty/util/concurrent/AbstractScheduledEventExecutor",
        Hook.submits("schedule", "io/netty/util/concurrent/ScheduledFutureTask", How.SCHEDULE));
    addLibrary(
        "io/netty/util/concurrent/AbstractEventExecutor",
        Hook.runs("safeExecute", task),
        Hook.runs("runTask", task));
    addLibrary(
        "org/eclipse/jetty/util/thread/QueuedThreadPool",
        Hook.submits("execute", task, How.EXECUTOR),
        Hook.runs("runJob", task));
    // A coroutine, or a point where it was suspended: made by who goes on with it there.
    addLibrary(
        "kotlinx/coroutines/DispatchedTask",
        Hook.submitsItself("<init>", How.LIBRARY),
        Hook.runsItself("run"));
  }

  /** Clients whose own threads make the connections of all. */
  private void addClients() {
    Hook made = Hook.submitsItself("<init>", How.LIBRARY);
    addLibrary("okhttp3/internal/connection/ConnectPlan", made, Hook.runsItself("connectTcp"));
    // A call that waits for others to end is given to the executor by one of those.
    addLibrary("okhttp3/internal/connection/RealCall$AsyncCall", made, Hook.runsItself("run"));
    addLibrary("okhttp3/RealCall$AsyncCall", made, Hook.runsItself("execute")); // to 3
    String request = "org/apache/hc/core5/reactor/IOSessionRequest";
    addLibrary(request, made);
    addLibrary(
        "org/apache/hc/core5/reactor/SingleCoreIOReactor",
        Hook.runs("processConnectionRequest", request));
    // Whoever returns a connection to the pool tells one that waits for it so.
    addLibrary(
        "org/apache/hc/core5/concurrent/BasicFuture",
        made,
        Hook.runsItself("completed"),
        Hook.runsItself("failed"),
        Hook.runsItself("cancel"));
    // So it does here: one of those who wait takes them all from the queue, to connect for each.
    addLibrary("reactor/pool/AbstractPool$Borrower", made);
    addLibrary(
        "reactor/pool/SimpleDequePool", Hook.runsItself("drainLoop"), Hook.returns("pendingPoll"));
    // The selector's own loop is one of the tasks of its pool.
    addLibrary("org/eclipse/jetty/io/ManagedSelector$Connect", made);
    addLibrary(
        "org/eclipse/jetty/io/ManagedSelector",
        Hook.runs("processConnect", "org/eclipse/jetty/io/ManagedSelector$Connect"));
    // Whose question or answer ends last is who is redirected, and not who opened the connection.
    String[] packages = {"org/eclipse/jetty/client/transport/", "org/eclipse/jetty/client/"};
    for (String jetty : packages) { // the second one to 11
      addLibrary(jetty + "HttpExchange", made);
      addLibrary(jetty + "HttpSender", Hook.runs("terminateRequest", jetty + "HttpExchange"));
      addLibrary(jetty + "HttpReceiver", Hook.runs("terminateResponse", jetty + "HttpExchange"));
    }
    addLibrary(
        "io/netty/channel/DefaultChannelPipeline$HeadContext",
        Hook.around("connect", Call.TCP_CONNECT_LATER));
  }

  /** A resolver that asks name servers by itself; neither literals nor cached names get there. */
  private void addResolver() {
    addLibrary(
        "io/netty/resolver/dns/DnsNameResolver",
        Hook.around("doResolveUncached", Call.LOOKUP_LATER),
        Hook.around("doResolveAllUncached", Call.LOOKUP_LATER));
  }

  /** Connections, of which an event loop tells the code that waits for an answer. */
  private void addChannels() {
    Hook opened = Hook.submitsItself("<init>", How.CHANNEL);
    Hook handle = Hook.runsItself("handle");
    String channel = "io/netty/channel/";
    addLibrary(channel + "AbstractChannel$AbstractUnsafe", opened);
    addLibrary(channel + "uring/AbstractIoUringChannel$AbstractUringUnsafe", handle);
    // The methods after the first are those to 4.1.
    addLibrary(
        channel + "nio/AbstractNioChannel$AbstractNioUnsafe",
        handle,
        Hook.runsItself("finishConnect"));
    addLibrary(channel + "nio/AbstractNioByteChannel$NioByteUnsafe", Hook.runsItself("read"));
    addLibrary(
        channel + "epoll/AbstractEpollChannel$AbstractEpollUnsafe",
        handle,
        Hook.runsItself("epollOutReady"));
    addLibrary(
        channel + "epoll/AbstractEpollStreamChannel$EpollStreamUnsafe",
        Hook.runsItself("epollInReady"));
    addLibrary(
        "org/apache/hc/core5/reactor/InternalChannel", opened, Hook.runsItself("handleIOEvent"));
    addLibrary(
        "org/eclipse/jetty/io/FillInterest",
        opened,
        Hook.runsItself("fillable"),
        Hook.runsItself("onFail"),
        Hook.runsItself("onClose"));
  }

  private void add(String className, Hook... added) {
    hooks.put(className, added);
    jdkClasses.add(className);
  }

  private void addLibrary(String className, Hook... added) {
    hooks.put(className, added);
    libraryEnds.add(className.substring(className.lastIndexOf('/') + 1));
  }
}
