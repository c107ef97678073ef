/**
 * What came of sandboxed runs: the model, {@code report.json}, the gate and the console. May use
 * attribution, policy, record, run and text, and none of its own rooms.
 */
@NullMarked
package io.github.mavensandbox.report;

import org.jspecify.annotations.NullMarked;
