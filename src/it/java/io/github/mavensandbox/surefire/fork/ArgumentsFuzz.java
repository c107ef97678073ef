package io.github.mavensandbox.surefire.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Any text as the arguments that Surefire gives a JVM, one a line, and as the files that these
 * name: {@code file}, {@code file.jar}.
 */
public final class ArgumentsFuzz {

  private ArgumentsFuzz() {}

  /** What Surefire gives. */
  public static List<byte[]> seeds() {
    return List.of(
        "-javaagent:file.jar=x\n@file\n-jar\nfile.jar\n.\ndump\nfile\n".getBytes(UTF_8),
        """
        --module-path
        "file.jar:classes"
        --patch-module
        m=classes
        -Xrunjdwp:address=127.0.0.1:5005
        -cp
        'a b':file:///x/*
        org.apache.maven.surefire.booter.ForkedBooter
        .
        dump
        file
        """
            .getBytes(UTF_8),
        "reportsDirectory=out\nclassPathUrl.0=file.jar\nsurefireClassPathUrl.1=a\ntc.0=it.A\ndiscoverTestsOutputFile=list\n"
            .getBytes(UTF_8));
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try (Scratch folder = new Scratch()) {
      Path directory = folder.path();
      Files.write(directory.resolve("file"), input);
      Files.write(directory.resolve("file.jar"), input);
      List<String> arguments = new String(input, UTF_8).replace("\0", "").lines().toList();
      try {
        ForkCommand command =
            ForkCommand.of(
                new ForkRequest(1, arguments, Map.of("CLASSPATH", "file.jar"), directory));
        if (command.arguments().size() != arguments.size()) {
          throw new AssertionError(arguments + " became " + command.arguments());
        }
      } catch (IOException e) {
        // That is how it says that there is no such thing.
      }
    }
  }
}
