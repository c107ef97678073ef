package io.github.mavensandbox.mojo.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <test>}: in what the tests run. */
public class Test {

  /** An image with a JDK, written as {@code <from><image>} is. */
  public @Nullable String image;

  /** Files and folders that tests read, beside {@code src} and the POM. */
  public @Nullable List<String> files;

  /** Whether tests resolve artifacts of the local repository. */
  public @Nullable Boolean resolve;

  /** Files and folders of the module that come back, and replace what is there. */
  public @Nullable List<String> take;
}
