package io.github.mavensandbox.image;

import java.nio.file.Path;

/**
 * Something that the project depends on.
 *
 * @param file a jar, or a folder of classes of another module
 * @param name what it is called in the image: a file name, such as {@code util-1.2.jar}
 * @param changing whether it changes from build to build, as snapshots and modules of the same
 *     project do; those are in a layer of their own
 */
public record ClasspathEntry(Path file, String name, boolean changing) {}
