/**
 * What CI servers and code hosts read: JUnit XML, SARIF, GitLab's and GitHub's own ways. May use
 * the package above it, and what that may use, and the page.
 */
@NullMarked
package io.github.mavensandbox.report.ci;

import org.jspecify.annotations.NullMarked;
