package io.github.mavensandbox.report;

/**
 * The report of one module of a build.
 *
 * @param module {@code groupId:artifactId:version}
 */
public record ModuleReport(String module, Report report, Sources sources) {}
