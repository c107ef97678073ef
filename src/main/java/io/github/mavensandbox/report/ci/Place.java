package io.github.mavensandbox.report.ci;

/**
 * A line of a file.
 *
 * @param path relative to the build's root, with {@code /} between; of this machine, so safe to use
 * @param line from 1
 */
record Place(String path, int line) {}
