package io.github.mavensandbox.report;

import io.github.mavensandbox.record.KernelRecord;
import java.util.OptionalInt;

/**
 * One sandboxed run.
 *
 * @param id names the folder under {@code target/sandbox/runs} that has the raw record
 * @param goal that started it
 * @param exitCode of the program; absent when it did not end by itself
 */
public record Run(String id, String goal, OptionalInt exitCode, KernelRecord record) {}
