package io.github.mavensandbox.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container engine.
 *
 * <p>Every call runs the engine's command line once, and so uses whatever context, remote host,
 * rootless set-up or credential helper the user has. A container is named by its name or its id.
 * All methods throw {@link EngineException}, with the command and what it wrote to stderr, when the
 * engine refuses, and end the command when they are interrupted.
 */
public interface ContainerEngine {

  /** How the three streams of a container are connected. */
  enum Streams {
    /**
     * The streams of this very process, which are a terminal, for a container that was created with
     * one. The terminal's keys, Ctrl-C among them, go to the container and to nothing else.
     */
    TERMINAL,
    /** The streams of this very process (Maven's own), untouched. */
    INHERITED,
    /**
     * Three pipes, to be read and written through the {@link Process}; the caller has to drain
     * them.
     */
    PIPED
  }

  /** Returns what is known about the engine's server; asked once, when the engine was located. */
  EngineInfo info();

  /** Returns the command line that reaches this engine: the program, then its global options. */
  List<String> command();

  /** Returns the image behind a reference or an id, if the engine has it; it never pulls. */
  Optional<ImageDetails> inspectImage(String reference)
      throws EngineException, InterruptedException;

  /** Returns the id ({@code sha256:…}) of the image behind a reference, if the engine has it. */
  Optional<String> imageId(String reference) throws EngineException, InterruptedException;

  /**
   * Returns the value of an image's label, if the engine has the image, and the image the label.
   *
   * @param label a name of letters, digits and dots
   */
  Optional<String> imageLabel(String reference, String label)
      throws EngineException, InterruptedException;

  /**
   * Lists the images that have a label.
   *
   * @param label a name, or {@code name=value}
   */
  List<ImageDetails> imagesWithLabel(String label) throws EngineException, InterruptedException;

  /** Gives an image, named by id or by reference, one more reference; an existing one moves. */
  void tag(String image, String reference) throws EngineException, InterruptedException;

  /**
   * Loads an image from a tar as written by {@code save} or Jib. The stream is read to its end, not
   * closed.
   *
   * @return the references, or ids where there is none, that the engine says it loaded
   */
  List<String> load(InputStream tar) throws EngineException, InterruptedException;

  /** Writes the image as a tar; the stream is not closed. */
  void save(String reference, OutputStream tar) throws EngineException, InterruptedException;

  /**
   * Removes an image by id or reference; one that is not there is no error, one that is in use is.
   */
  void removeImage(String image) throws EngineException, InterruptedException;

  /**
   * Creates a container and joins it to its networks; it does not start it, and it never pulls the
   * image.
   *
   * @param labels of the container
   * @return the container's id
   */
  String create(ContainerSpec spec, Map<String, String> labels)
      throws EngineException, InterruptedException;

  /** Unpacks a tar into a directory of the container while it is written. */
  default void copyIn(String container, String directory, Pipe.Writer tar)
      throws IOException, InterruptedException {
    Pipe.connect(
        tar,
        in -> {
          copyIn(container, directory, in);
          return in;
        });
  }

  /**
   * Unpacks a tar into a directory of the container, with the owners and modes that the tar names.
   */
  void copyIn(String container, String directory, InputStream tar)
      throws EngineException, InterruptedException;

  /**
   * Reads a file or directory of the container, running or stopped, as a tar. A path that is not
   * there is an error at the first read. The caller closes the stream.
   */
  InputStream copyOut(String container, String path) throws EngineException;

  /**
   * Starts a created container with its streams attached, and returns at once. What runs is the
   * engine's {@code start --attach --interactive}; the process that is returned is that client, not
   * the container.
   *
   * <ul>
   *   <li>The client ends when the container has ended and all of its output was handed on. Its
   *       exit code is the container's only if nothing went wrong: Docker's says 1 when the program
   *       cannot be started (the container's is 127), and that of version 28 says 0 after a signal.
   *       Ask {@link #waitFor}.
   *   <li>Docker's client passes INT and TERM on to the container's first process, but newer ones
   *       then detach at once and lose what the program still says (28 does, 20.10 does not, nor
   *       does Podman). So without a terminal the client runs in a session of its own, where Ctrl-C
   *       does not reach it, and a signal is sent by {@link #kill} or {@link #stop}.
   *   <li>With a terminal the client switches it to raw mode, so that Ctrl-C is a byte that the
   *       container's terminal turns into INT; this JVM gets no signal. When the container ends,
   *       also because it is removed, the client gives the terminal back as it was.
   *   <li>The end of the input is handed on; the container may go on writing after it. Killing the
   *       client does not end the container: remove it.
   * </ul>
   */
  Process start(String container, Streams streams) throws EngineException;

  /** Waits for the end of a container and returns its exit code. */
  int waitFor(String container) throws EngineException, InterruptedException;

  /** Returns how a container has ended. */
  ContainerExit exit(String container) throws EngineException, InterruptedException;

  /**
   * Sends a signal, such as {@code TERM}, to a container's first process; a stopped container is no
   * error.
   */
  void kill(String container, String signal) throws EngineException, InterruptedException;

  /**
   * Asks a container to end, by the image's stop signal, and kills it when it has not after a
   * while; returns when it has ended. Whole seconds count.
   */
  void stop(String container, Duration grace) throws EngineException, InterruptedException;

  /**
   * Removes a container, running or not, with its anonymous volumes; one that is not there is no
   * error.
   */
  void remove(String container) throws EngineException, InterruptedException;

  /** Lists the containers, running or not, that have a label of this name. */
  List<Labelled> containersWithLabel(String label) throws EngineException, InterruptedException;

  /**
   * Returns the engine's own IPv4 address in a network: from there come connections to ports that
   * it publishes. Nothing for a network that has none.
   */
  Optional<String> gateway(String network) throws EngineException, InterruptedException;
}
