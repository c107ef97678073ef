/**
 * What the POM and Maven's session say of a project: its image, its artifacts, where its files came
 * from, which module is meant.
 *
 * <p>It may use {@code mojo.config} and what is below all goals, and none of the goals.
 */
@NullMarked
package io.github.mavensandbox.mojo.project;

import org.jspecify.annotations.NullMarked;
