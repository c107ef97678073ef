package io.github.mavensandbox.attribution;

import io.github.mavensandbox.record.AddressText;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.DnsNames;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Puts the attempts of one run to what the kernel blocked in it, by protocol, address and port, or
 * by the name that was looked up. What the rules block once they block always, so an attempt to a
 * blocked endpoint was blocked.
 */
final class AttemptMatcher {

  /** Messages of Linux where there is no way to an address: the kernel sees no packet. */
  private static final Pattern NO_WAY =
      Pattern.compile(
          ".*(NoRouteToHostException|[Uu]nreachable|No route to host|Protocol family unavailable"
              + "|family not supported|Cannot assign requested address).*",
          Pattern.DOTALL);

  /** What Java says where the kernel finds no such program. */
  private static final Pattern NO_FILE =
      Pattern.compile(".*\\berror=2, .*|.*Exec failed, error: 2 .*", Pattern.DOTALL);

  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1");

  private static final int MAX_OTHERS = 200;

  /** As many as the agent of one JVM tells of. */
  private static final int MAX_FILES = 1_000;

  /** With the stacks that are shown of each, some ten megabytes. */
  private static final int MAX_CALLERS = 2_000;

  private record Peer(String protocol, String address, OptionalInt port) {
    static Peer of(Endpoint endpoint) {
      return new Peer(endpoint.protocol().name(), endpoint.address(), endpoint.port());
    }
  }

  private record Other(OtherAttempt.Kind kind, String what, String outcome) {}

  private final CallerFinder finder;
  private final Quota quota = new Quota(MAX_CALLERS);
  private final Map<Peer, Evidence> byPeer = new HashMap<>();
  private final Map<Peer, Evidence> connectedOnly = new HashMap<>();
  private final Map<String, Evidence> byName = new HashMap<>();
  private final Map<Other, CallList> others = new LinkedHashMap<>();
  private final Set<Integer> refusedPorts = new TreeSet<>();
  private final Set<String> missingPrograms = new TreeSet<>();
  private final Set<String> missingFiles = new TreeSet<>();
  private final List<BlockedEndpoint> blocked;
  private final boolean listIsWhole;
  private long moreOthers;

  AttemptMatcher(KernelRecord record, CallerFinder finder) {
    this.finder = finder;
    this.blocked =
        record.endpoints().stream()
            .filter(each -> each.endpoint().direction() == PacketDirection.OUT)
            .toList();
    this.listIsWhole = record.unlisted(PacketDirection.OUT) == 0;
    for (BlockedEndpoint each : blocked) {
      Peer peer = Peer.of(each.endpoint());
      byPeer.put(peer, new Evidence(quota));
      connectedOnly.put(peer, new Evidence(quota));
      each.endpoint().name().ifPresent(name -> byName.put(name, new Evidence(quota)));
    }
  }

  /** Takes one attempt in. */
  void add(Attempt attempt) {
    switch (attempt.kind()) {
      case CONNECT, DATAGRAM -> addToPeer(attempt);
      case LOOKUP -> attempt.name().map(DnsNames::ofHost).ifPresent(n -> addToName(n, attempt));
      case REVERSE ->
          attempt.address().map(DnsNames::ofAddress).ifPresent(name -> addToName(name, attempt));
      case PROCESS -> addProcess(attempt);
      case LIBRARY -> addOther(OtherAttempt.Kind.LIBRARY, attempt.name().orElse("?"), attempt);
      case FILE -> attempt.name().ifPresent(this::addFile);
      case UNIX -> {
        // It cannot leave the sandbox.
      }
    }
  }

  private void addToPeer(Attempt attempt) {
    if (attempt.address().isEmpty() || attempt.protocol().isEmpty()) {
      return;
    }
    String protocol = attempt.protocol().get();
    Peer peer = new Peer(protocol, attempt.address().get(), attempt.port());
    // To connect a datagram socket sends nothing; who did so may be who sends.
    boolean sends = attempt.kind() == Attempt.Kind.DATAGRAM || protocol.equals("tcp");
    Evidence calls = (sends ? byPeer : connectedOnly).get(peer);
    if (calls != null) {
      calls.add(finder.find(attempt), attempt);
    } else if (isRefusedOnLoopback(attempt) && refusedPorts.size() < MAX_OTHERS) {
      refusedPorts.add(attempt.port().orElse(0));
    } else if (listIsWhole && NO_WAY.matcher(attempt.outcome()).matches()) {
      addOther(OtherAttempt.Kind.UNREACHABLE, text(peer), attempt);
    }
  }

  private static boolean isRefusedOnLoopback(Attempt attempt) {
    return attempt.address().filter(LOOPBACK.asMatchPredicate()).isPresent()
        && attempt.outcome().contains("refused");
  }

  /** What attempts looked for in vain. */
  NotFound notFound() {
    return new NotFound(
        List.copyOf(refusedPorts), List.copyOf(missingPrograms), List.copyOf(missingFiles));
  }

  private void addFile(String path) {
    if (missingFiles.size() < MAX_FILES) {
      missingFiles.add(path);
    }
  }

  private void addProcess(Attempt attempt) {
    String program = attempt.name().orElse("?");
    if (NO_FILE.matcher(attempt.outcome()).matches()) {
      if (missingPrograms.size() < MAX_OTHERS) {
        missingPrograms.add(program);
      }
      return;
    }
    addOther(OtherAttempt.Kind.PROCESS, program, attempt);
  }

  private static String text(Peer peer) {
    return peer.protocol()
        + " "
        + (peer.port().isPresent()
            ? AddressText.withPort(peer.address(), peer.port().getAsInt())
            : peer.address());
  }

  private void addToName(String name, Attempt attempt) {
    Evidence calls = byName.get(name);
    if (calls != null) {
      calls.add(finder.find(attempt), attempt);
    }
  }

  private void addOther(OtherAttempt.Kind kind, String what, Attempt attempt) {
    String outcome = kind == OtherAttempt.Kind.UNREACHABLE ? attempt.outcome() : "";
    Other other = new Other(kind, what, outcome);
    if (others.size() < MAX_OTHERS || others.containsKey(other)) {
      others
          .computeIfAbsent(other, ignored -> new CallList(quota))
          .add(finder.find(attempt), attempt);
    } else {
      moreOthers++;
    }
  }

  /** What is known of each blocked endpoint. */
  Map<Endpoint, CallExplanation> explanations() {
    Map<Endpoint, CallExplanation> explanations = new HashMap<>();
    for (BlockedEndpoint each : blocked) {
      explanations.put(each.endpoint(), explanation(each));
    }
    return explanations;
  }

  private static <K> Evidence evidence(Map<K, Evidence> all, K key) {
    return Objects.requireNonNull(all.get(key));
  }

  private CallExplanation explanation(BlockedEndpoint each) {
    Peer peer = Peer.of(each.endpoint());
    CallExplanation ofPeer = evidence(byPeer, peer).of(each);
    if (each.endpoint().name().isPresent()) {
      CallExplanation ofName = evidence(byName, each.endpoint().name().get()).of(each);
      return ofName.calls().isEmpty() && isOfOne(ofPeer) ? ofPeer : ofName;
    }
    return ofPeer.calls().isEmpty() ? evidence(connectedOnly, peer).of(each) : ofPeer;
  }

  /**
   * A resolver is asked for many names; of a packet that code of its own has sent to it, the agent
   * does not know for which. Only where all was sent by one is it certain.
   */
  private static boolean isOfOne(CallExplanation explanation) {
    return explanation.unexplained() == 0
        && explanation.moreCalls() == 0
        && explanation.calls().stream().map(calls -> calls.caller().origin()).distinct().count()
            == 1;
  }

  List<OtherAttempt> others(boolean unreachable) {
    List<OtherAttempt> list = new ArrayList<>();
    others.forEach(
        (other, calls) -> {
          if ((other.kind() == OtherAttempt.Kind.UNREACHABLE) == unreachable) {
            calls.calls().stream()
                .map(each -> new OtherAttempt(other.kind(), other.what(), other.outcome(), each))
                .forEach(list::add);
          }
        });
    return list;
  }

  /** How many attempts are in no list, since they are full. */
  long moreOthers() {
    return moreOthers;
  }
}
