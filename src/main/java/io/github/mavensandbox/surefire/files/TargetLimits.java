package io.github.mavensandbox.surefire.files;

/**
 * How much is taken out of a container at a time.
 *
 * @param bytes of all files that are taken
 * @param files how many files and directories are made
 * @param fileBytes of one file
 * @param streamedBytes how much is read in all, to find what is taken among what is not
 * @param pathLength of a name below target, in characters
 * @param depth how many names a path below target may have
 */
public record TargetLimits(
    long bytes, int files, long fileBytes, long streamedBytes, int pathLength, int depth) {

  /** 1 GiB in 20,000 files, none above 512 MiB, found among 8 GiB. */
  public static final TargetLimits DEFAULT =
      new TargetLimits(1L << 30, 20_000, 1L << 29, 8L << 30, 1024, 40);
}
