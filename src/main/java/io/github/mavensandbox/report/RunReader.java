package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Explainer;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.RecordReader;
import io.github.mavensandbox.run.RunDescription;
import io.github.mavensandbox.run.RunFolders;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes of what a sandboxed run left behind what is to be reported of it.
 *
 * @param policyFile that a person adds rules to
 * @param explainer tells who called
 */
public record RunReader(
    RunFolders folders,
    Expectations expectations,
    Optional<String> policyFile,
    Explainer explainer) {

  /** Reads all of it. */
  public Run read(RunDescription run) throws IOException {
    return read(run, new RecordReader().read(folders.of(run)));
  }

  /** Reads what there is besides the record. */
  public Run read(RunDescription run, KernelRecord record) throws IOException {
    return new Run(
        run,
        Verdict.of(record, expectations),
        explainer.explain(record, folders.attemptsOf(run)),
        policyFile);
  }
}
