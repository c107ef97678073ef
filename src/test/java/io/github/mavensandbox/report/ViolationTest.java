package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.BlockedEndpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViolationTest {

  private static final OtherAttempt LIBRARY =
      new OtherAttempt(OtherAttempt.Kind.LIBRARY, "libnet.so", "", Callers.tracker());

  private static Violation of(CallExplanation explanation) {
    BlockedEndpoint blocked = Records.dns("127.0.0.53", "telemetry.example");
    return new Violation(
        Callers.run(
            Callers.attribution(Map.of(blocked.endpoint(), explanation), List.of(), LIBRARY),
            blocked),
        blocked);
  }

  @Test
  void nobodyIsSuspectedOfWhatAttemptsExplain() {
    assertThat(of(Callers.by(Callers.nobody())).suspects()).isEmpty();
    assertThat(of(Callers.by(Callers.tracker())).suspects()).isEmpty();
  }

  @Test
  void ofAnythingElseWhoWasThereBeforeIsSuspected() {
    List<OtherAttempt> library = List.of(LIBRARY);

    assertThat(of(new CallExplanation(List.of(), 0, 0)).suspects()).isEqualTo(library);
    assertThat(of(new CallExplanation(List.of(Callers.tracker()), 0, 1)).suspects())
        .isEqualTo(library);
  }
}
