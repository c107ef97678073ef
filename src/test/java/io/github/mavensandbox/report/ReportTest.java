package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void nothingIsWrongWithARunInWhichNothingWasBlocked() {
    assertThat(report(run(Records.reliable(0))).summary()).isEmpty();
    assertThat(report().summary()).isEmpty();
  }

  @Test
  void countsTheViolationsOfAllRuns() {
    Run one = run(Records.reliable(0, Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3)));

    assertThat(report(one).summary()).contains("1 violation of the policy");
    assertThat(report(one, one).summary()).contains("2 violations of the policy");
  }

  @Test
  void namesTheFirstProblemAndItsRun() {
    Run cutOff =
        Records.run(
            Records.description("1", "surefire:test", "default-test"),
            Records.reliable(0, Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3)));

    assertThat(report(cutOff).summary())
        .contains(
            "1 violation of the policy; the result is not reliable: surefire:test (default-test):"
                + " it was cut off: Maven did not see its end");
    assertThat(report(run(KernelRecord.unusable("lost")), cutOff).summary().orElseThrow())
        .isEqualTo(
            "1 violation of the policy; the result is not reliable: surefire:test (default-test):"
                + " lost (and 1 more)");
  }

  @Test
  void aProblemForgesNoLine() {
    Run run =
        Records.run(
            Records.description("1", "g\u001b[2J", "e\n[INFO] BUILD SUCCESS")
                .end(1, OptionalInt.empty())
                .withProblem("p\r\u2028"),
            Records.reliable(0));

    assertThat(report(run).allProblems())
        .containsExactly("g\\027[2J (e\\010[INFO] BUILD SUCCESS): p\\013\\226\\128\\168");
  }

  private static Run run(KernelRecord record) {
    return Records.run("1", "surefire:test", "default-test", record);
  }

  private static Report report(Run... runs) {
    return new Report(List.of(), List.of(), List.of(runs), List.of());
  }
}
