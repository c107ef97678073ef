/**
 * The report as one page. May use the package above it, and what that may use; none of the other
 * rooms of the report.
 */
@NullMarked
package io.github.mavensandbox.report.html;

import org.jspecify.annotations.NullMarked;
