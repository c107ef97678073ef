/** What a person or a machine is told of a sandboxed run. */
@NullMarked
package io.github.mavensandbox.report;

import org.jspecify.annotations.NullMarked;
