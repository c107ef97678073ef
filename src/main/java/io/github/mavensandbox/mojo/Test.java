package io.github.mavensandbox.mojo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <test>}: in what the tests run. */
public class Test {

  /** An image with a JDK, written as {@code <from><image>} is. */
  @Nullable String image;

  /** Files and folders that tests read, beside {@code src} and the POM. */
  @Nullable List<String> files;
}
