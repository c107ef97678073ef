package io.github.mavensandbox.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An engine in memory: it writes down what it is asked, and fails where a test says so. */
public final class FakeEngine implements ContainerEngine {

  private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<String, Process> running = new ConcurrentHashMap<>();
  private final Queue<ImageDetails> images = new ConcurrentLinkedQueue<>();
  private final Queue<Labelled> containers = new ConcurrentLinkedQueue<>();
  private volatile List<String> client = List.of("true");

  /** Has calls that begin so fail from now on. */
  public FakeEngine failing(String call, String why) {
    failures.put(call, why);
    return this;
  }

  /** Has images with any label that it is asked for. */
  public FakeEngine having(ImageDetails... labelled) {
    images.addAll(List.of(labelled));
    return this;
  }

  /** Has containers with any label that it is asked for. */
  public FakeEngine having(Labelled... labelled) {
    containers.addAll(List.of(labelled));
    return this;
  }

  /** Has each container start as this program of the host. */
  public FakeEngine starting(String... program) {
    client = List.of(program);
    return this;
  }

  /** What it was asked for, in order; a container is named by its purpose. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  private void call(String... words) throws EngineException {
    String call = String.join(" ", words).replaceAll("sandbox-([a-z]+)-[0-9a-f]+", "$1");
    calls.add(call);
    failIfTold(call);
  }

  private void failIfTold(String call) throws EngineException {
    for (Map.Entry<String, String> failure : failures.entrySet()) {
      if (call.startsWith(failure.getKey())) {
        throw new EngineException(failure.getValue());
      }
    }
  }

  @Override
  public EngineInfo info() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> command() {
    return List.of("true");
  }

  @Override
  public Optional<ImageDetails> inspectImage(String reference) {
    return Optional.empty();
  }

  @Override
  public Optional<String> imageId(String reference) {
    return Optional.empty();
  }

  @Override
  public Optional<String> imageLabel(String reference, String label) {
    return Optional.empty();
  }

  @Override
  public List<ImageDetails> imagesWithLabel(String label) throws EngineException {
    call("images", label);
    return List.copyOf(images);
  }

  @Override
  public void tag(String image, String reference) throws EngineException {
    call("tag", image, reference);
  }

  @Override
  public List<String> load(InputStream tar) throws EngineException {
    call("load");
    return List.of();
  }

  @Override
  public void save(String reference, OutputStream tar) throws EngineException {
    call("save", reference);
  }

  @Override
  public void removeImage(String image) throws EngineException {
    call("rmi", image);
  }

  @Override
  public String create(ContainerSpec spec, Map<String, String> labels) throws EngineException {
    call("create", spec.name());
    return spec.name();
  }

  @Override
  public void copyIn(String container, String directory, InputStream tar) throws EngineException {
    call("copyIn", container, directory);
    try {
      tar.readAllBytes();
    } catch (IOException e) {
      throw new EngineException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public InputStream copyOut(String container, String path) throws EngineException {
    call("copyOut", container, path);
    return InputStream.nullInputStream();
  }

  @Override
  public Process start(String container, Streams streams) throws EngineException {
    call("start", container);
    try {
      Process started = new ProcessBuilder(client).start();
      running.put(container, started);
      return started;
    } catch (IOException e) {
      throw new EngineException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public int waitFor(String container) throws EngineException {
    call("waitFor", container);
    return 0;
  }

  @Override
  public ContainerExit exit(String container) {
    return new ContainerExit(0, false);
  }

  @Override
  public void kill(String container, String signal) throws EngineException {
    call("kill", container, signal);
  }

  @Override
  public void stop(String container, Duration grace) throws EngineException {
    call("stop", container);
  }

  @Override
  public void remove(String container) throws EngineException {
    call("remove", container);
    Process ended = running.remove(container);
    if (ended != null) {
      ended.destroyForcibly();
    }
  }

  @Override
  public List<Labelled> containersWithLabel(String label) throws EngineException {
    failIfTold("containers");
    return List.copyOf(containers);
  }

  @Override
  public Optional<String> gateway(String network) {
    return Optional.empty();
  }
}
