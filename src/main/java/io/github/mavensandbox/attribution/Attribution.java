package io.github.mavensandbox.attribution;

import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import java.util.List;
import java.util.Map;

/**
 * Who called, in one sandboxed run.
 *
 * @param isKnown whether there was an agent that told of attempts at all
 * @param unreachable attempts that the kernel never saw, since there is no way to there
 * @param suspects child processes that were started and native libraries that were loaded
 * @param notFound what the sandbox lacked
 * @param remarks why attempts may be missing, a line each, safe to print
 */
public record Attribution(
    boolean isKnown,
    Map<Endpoint, CallExplanation> explanations,
    List<OtherAttempt> unreachable,
    List<OtherAttempt> suspects,
    NotFound notFound,
    List<String> remarks) {

  /** Of a run without an agent. */
  public static final Attribution NONE =
      new Attribution(false, Map.of(), List.of(), List.of(), NotFound.NOTHING, List.of());

  public Attribution {
    explanations = Map.copyOf(explanations);
    unreachable = List.copyOf(unreachable);
    suspects = List.copyOf(suspects);
    remarks = List.copyOf(remarks);
  }

  /**
   * Whether it tells who called an endpoint: of what came from elsewhere, code here is not the
   * cause.
   */
  public boolean explains(BlockedEndpoint blocked) {
    return isKnown && blocked.endpoint().direction() == PacketDirection.OUT;
  }

  /** What is known of who called an endpoint. */
  public CallExplanation of(BlockedEndpoint blocked) {
    return explanations.getOrDefault(blocked.endpoint(), CallExplanation.NONE);
  }

  /** Those who may have sent what no attempt explains: they were there before its last packet. */
  public List<OtherAttempt> suspectsOf(BlockedEndpoint blocked) {
    return suspects.stream()
        .filter(suspect -> !suspect.calls().first().isAfter(blocked.last()))
        .toList();
  }
}
