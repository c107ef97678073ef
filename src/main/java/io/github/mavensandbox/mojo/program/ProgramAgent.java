package io.github.mavensandbox.mojo.program;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.surefire.files.AttemptsFile;
import io.github.mavensandbox.surefire.files.HostFiles;
import io.github.mavensandbox.surefire.fork.AgentJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agent in the container of a program. The image is without it: whoever runs it by hand is.
 *
 * @param user that the program runs as
 */
public record ProgramAgent(AgentJar jar, AppUser user) {

  private static final Path FOLDER = Path.of("/sandbox/attempts");
  private static final String FILE = FOLDER.resolve("1.jsonl").toString();

  /** Adds it to a command that begins with {@code java}. */
  public List<String> in(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add(1, jar.option(FILE, command));
    return words;
  }

  /** Copies it into a created container, and makes a folder where the program's user may write. */
  void addTo(ContainerEngine engine, String container) throws IOException, InterruptedException {
    HostFiles files = new HostFiles(user.uid(), user.gid());
    jar.addTo(files);
    files.directory(FOLDER);
    engine.copyIn(container, "/", files::writeTo);
  }

  /**
   * Takes what it wrote.
   *
   * @param folder of the host
   * @return what was left out, if something was, in a line that is safe to print
   */
  Optional<String> take(ContainerEngine engine, String container, Path folder) {
    try (InputStream tar = engine.copyOut(container, FILE)) {
      return new AttemptsFile(folder.resolve("1.jsonl")).take(tar);
    } catch (EngineException e) {
      // It wrote nothing, or the program has removed it.
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the program's attempts were not taken: " + e.getMessage());
    }
  }
}
