package io.github.mavensandbox.agent;

import java.util.HashMap;
import java.util.Map;

/**
 * Which methods are changed, by the name of their class. A method that a JDK does not have is not
 * changed in it, and nothing else follows from that; so the table has those of all JDKs since 8
 * together.
 */
final class HookTable {

  private final Map<String, Hook[]> hooks = new HashMap<String, Hook[]>();

  private HookTable() {}

  boolean has(String className) {
    return hooks.containsKey(className);
  }

  /** The hooks of a class by its internal name, or null. */
  Hook[] of(String className) {
    return hooks.get(className);
  }

  static HookTable ofKnownClasses() {
    HookTable table = new HookTable();
    table.addSockets();
    table.addOthers();
    table.addThreads();
    table.addCompletions();
    table.addLibraries();
    return table;
  }

  private void addSockets() {
    Hook connect = Hook.around("connect", Call.TCP_CONNECT);
    add("sun/nio/ch/NioSocketImpl", connect);
    add("java/net/AbstractPlainSocketImpl", Hook.around("doConnect", Call.TCP_CONNECT)); // to 12
    add(
        "sun/nio/ch/SocketChannelImpl",
        connect,
        Hook.around("blockingConnect", Call.TCP_CONNECT),
        Hook.around("finishConnect", Call.TCP_FINISH));
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
    add("java/lang/ProcessImpl", Hook.around("start", Call.PROCESS));
    add(
        "java/lang/Runtime",
        Hook.around("load0", Call.LIBRARY),
        Hook.around("loadLibrary0", Call.LIBRARY));
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

  /** Libraries whose own threads make the connections of all. */
  private void addLibraries() {
    add(
        "okhttp3/internal/connection/ConnectPlan",
        Hook.submitsItself("<init>", How.LIBRARY),
        Hook.runsItself("connectTcp"));
    String request = "org/apache/hc/core5/reactor/IOSessionRequest";
    add(request, Hook.submitsItself("<init>", How.LIBRARY));
    add(
        "org/apache/hc/core5/reactor/SingleCoreIOReactor",
        Hook.runs("processConnectionRequest", request));
    add(
        "io/netty/channel/DefaultChannelPipeline$HeadContext",
        Hook.around("connect", Call.TCP_CONNECT_LATER));
  }

  private void add(String className, Hook... added) {
    hooks.put(className, added);
  }
}
