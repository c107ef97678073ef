package io.github.mavensandbox.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.mavensandbox.engine.ContainerConfig;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerExit;
import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineInfo;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.Labelled;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An engine behind the command line that Docker and Podman have in common. */
final class CliEngine implements ContainerEngine {

  /** An IPv4 network that ends with a whole octet or less. */
  private static final Pattern FIRST_ADDRESS = Pattern.compile("((?:[0-9]{1,3}\\.){3})0/[0-9]+");

  private static final String[] NO_IMAGE = {"no such image", "image not known"};
  private static final String[] NO_CONTAINER = {
    "no such container", "no such object", "no container with", "is already in progress"
  };
  private static final String[] NO_NETWORK = {"not found", "no such network"};
  private static final String[] NOT_RUNNING = {"is not running", "can only kill running"};

  private final List<String> command;
  private final EngineInfo info;
  private final OwnSession ownSession;

  CliEngine(List<String> command, EngineInfo info) {
    this.command = List.copyOf(command);
    this.info = info;
    this.ownSession = OwnSession.find();
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public List<String> command() {
    return command;
  }

  @Override
  public Optional<ImageDetails> inspectImage(String reference)
      throws EngineException, InterruptedException {
    // Without a format both print a list; with one, Podman still does and Docker does not.
    Optional<JsonNode> found = inspect(NO_IMAGE, "image", "inspect", reference);
    return found
        .map(images -> images.path(0))
        .map(
            image ->
                new ImageDetails(
                    withAlgorithm(image.path("Id").asText()),
                    // Docker leaves out the time of an image that has none.
                    ImageDetails.time(image.path("Created").asText()),
                    image.path("Size").asLong(),
                    texts(image.path("RootFS").path("Layers")).toList(),
                    image.path("Architecture").asText(),
                    image.path("Os").asText(),
                    texts(image.path("RepoTags")).toList(),
                    names(image.path("Config").path("Volumes")),
                    labels(image.path("Config").path("Labels")),
                    ContainerConfig.parse(image.path("Config").toString())));
  }

  @Override
  public Optional<String> imageId(String reference) throws EngineException, InterruptedException {
    Command.Outcome outcome = ask("image", "inspect", "--format", "{{.Id}}", reference);
    return outcome.failedWith(NO_IMAGE)
        ? Optional.empty()
        : Optional.of(withAlgorithm(outcome.orThrow()));
  }

  @Override
  public Optional<String> imageLabel(String reference, String label)
      throws EngineException, InterruptedException {
    String format = "{{index .Config.Labels \"" + label + "\"}}";
    Command.Outcome outcome = ask("image", "inspect", "--format", format, reference);
    return outcome.failedWith(NO_IMAGE)
        ? Optional.empty()
        : Optional.of(outcome.orThrow()).filter(value -> !value.isEmpty());
  }

  /** Podman leaves the algorithm out where Docker names it. */
  private static String withAlgorithm(String digest) {
    return digest.contains(":") ? digest : "sha256:" + digest;
  }

  private static Stream<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
  }

  /** An image without volumes has null in their place, or nothing at all. */
  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Loaded where it is needed: reading JSON takes a JVM that has just started a while to learn. */
  private static final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  /** An object without labels has null in their place, or nothing at all. */
  private static Map<String, String> labels(JsonNode labels) {
    return labels.isObject()
        ? Json.MAPPER.convertValue(labels, new TypeReference<Map<String, String>>() {})
        : Map.of();
  }

  @Override
  public List<ImageDetails> imagesWithLabel(String label)
      throws EngineException, InterruptedException {
    List<ImageDetails> found = new ArrayList<>();
    for (String id : idsWithLabel(label, "image", "ls")) {
      // One that another build removes in between is left out.
      inspectImage(id).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public void tag(String image, String reference) throws EngineException, InterruptedException {
    ask("tag", image, reference).orThrow();
  }

  @Override
  public List<String> load(InputStream tar) throws EngineException, InterruptedException {
    String said = new Command(line("load"), Command.LONG).runWithInput(tar).orThrow();
    return said.lines()
        .filter(line -> line.startsWith("Loaded image"))
        .map(line -> line.substring(line.indexOf(": ") + 2).strip())
        .toList();
  }

  @Override
  public void save(String reference, OutputStream tar)
      throws EngineException, InterruptedException {
    new Command(line("save", reference), Command.LONG).runWithOutput(tar).orThrow();
  }

  @Override
  public void removeImage(String image) throws EngineException, InterruptedException {
    orAbsent(ask("rmi", image), NO_IMAGE);
  }

  @Override
  public String create(ContainerSpec spec, Map<String, String> labels)
      throws EngineException, InterruptedException {
    for (String network : spec.network().names()) {
      checkNetwork(network);
    }
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(CreateArguments.of(spec, labels, info.kind()));
    Command create = new Command(arguments, Command.SHORT, CreateArguments.PROXY_VARIABLES);
    String id = create.run().orThrow();
    // Docker before 25 takes one network at creation, whatever its client says.
    for (String network : spec.network().names().stream().skip(1).toList()) {
      ask("network", "connect", nameOf(network), id).orThrow();
    }
    return id;
  }

  /**
   * Docker only misses a network when the container starts, and then names it by no option of ours.
   */
  private void checkNetwork(String network) throws EngineException, InterruptedException {
    if (!network.equals(ContainerNetwork.DEFAULT)
        && inspect(NO_NETWORK, "network", "inspect", network).isEmpty()) {
      throw new EngineException(
          "the engine has no network '%s'; '%s network ls' lists those that it has"
              .formatted(network, command.get(0)));
    }
  }

  @Override
  public void copyIn(String container, String directory, InputStream tar)
      throws EngineException, InterruptedException {
    new Command(copy("-", container + ":" + directory), Command.LONG).runWithInput(tar).orThrow();
  }

  @Override
  public InputStream copyOut(String container, String path) throws EngineException {
    return CopiedTar.open(
        new Command(copy(container + ":" + path, "-"), Command.LONG), Command.LONG);
  }

  private List<String> copy(String from, String to) {
    List<String> arguments = line("cp");
    arguments.addAll(info.kind().copyOptions());
    arguments.addAll(List.of(from, to));
    return arguments;
  }

  @Override
  public Process start(String container, Streams streams) throws EngineException {
    List<String> start = line("start", "--attach", "--interactive", container);
    List<String> arguments = streams == Streams.TERMINAL ? start : ownSession.wrap(start);
    return new Command(arguments, Command.LONG)
        .start(streams == Streams.PIPED ? Redirect.PIPE : Redirect.INHERIT);
  }

  @Override
  public int waitFor(String container) throws EngineException, InterruptedException {
    // A container may run for days: the wait itself has no limit, whoever starts one has.
    String code = new Command(line("wait", container), Duration.ofDays(365)).run().orThrow();
    return exitCode("wait", container, code);
  }

  @Override
  public ContainerExit exit(String container) throws EngineException, InterruptedException {
    String format = "{{.State.ExitCode}} {{.State.OOMKilled}}";
    String[] state = ask("inspect", "--format", format, container).orThrow().split(" ");
    return new ContainerExit(
        exitCode("inspect", container, state[0]), state.length > 1 && state[1].equals("true"));
  }

  private int exitCode(String verb, String container, String code) throws EngineException {
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      throw new EngineException(
          "'%s %s %s' printed '%s', not an exit code"
              .formatted(command.get(0), verb, container, code),
          e);
    }
  }

  @Override
  public void kill(String container, String signal) throws EngineException, InterruptedException {
    orAbsent(ask("kill", "--signal", signal, container), NOT_RUNNING);
  }

  @Override
  public void stop(String container, Duration grace) throws EngineException, InterruptedException {
    ask("stop", "--time", Long.toString(grace.toSeconds()), container).orThrow();
  }

  @Override
  public void remove(String container) throws EngineException, InterruptedException {
    List<String> remove = line("rm", "--force", "--volumes");
    remove.addAll(info.kind().removeOptions());
    remove.add(container);
    orAbsent(new Command(remove, Command.SHORT).run(), NO_CONTAINER);
  }

  @Override
  public List<Labelled> containersWithLabel(String label)
      throws EngineException, InterruptedException {
    List<Labelled> found = new ArrayList<>();
    for (String id : idsWithLabel(label, "ps", "--all")) {
      // One that another build removes in between is left out.
      inspect(NO_CONTAINER, "inspect", "--format", "{{json .Config.Labels}}", id)
          .ifPresent(labels -> found.add(new Labelled(id, labels(labels))));
    }
    return found;
  }

  @Override
  public Optional<String> gateway(String network) throws EngineException, InterruptedException {
    JsonNode found =
        inspect(NO_NETWORK, "network", "inspect", nameOf(network))
            .orElse(MissingNode.getInstance());
    JsonNode docker = found.path(0).path("IPAM").path("Config");
    // Docker's spelling, then Podman's.
    return Stream.concat(
            docker.findValuesAsText("Gateway").stream(),
            found.path(0).path("subnets").findValuesAsText("gateway").stream())
        .filter(address -> address.matches("[0-9.]+"))
        .findFirst()
        .or(() -> firstAddress(docker));
  }

  /** Podman has another name for the one that Docker calls "bridge". */
  private String nameOf(String network) {
    return network.equals(ContainerNetwork.DEFAULT) ? info.kind().defaultNetwork() : network;
  }

  /**
   * Until it is started for the second time, Docker's daemon does not tell the gateway of its
   * default network, which is then the first address of it.
   */
  private static Optional<String> firstAddress(JsonNode configuration) {
    return configuration.findValuesAsText("Subnet").stream()
        .map(FIRST_ADDRESS::matcher)
        .filter(Matcher::matches)
        .map(subnet -> subnet.group(1) + "1")
        .findFirst();
  }

  /** Asks for something's JSON; nothing when the engine says that there is no such thing. */
  private Optional<JsonNode> inspect(String[] absent, String... arguments)
      throws EngineException, InterruptedException {
    Command.Outcome outcome = ask(arguments);
    if (outcome.failedWith(absent)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readTree(outcome.orThrow()));
    } catch (JsonProcessingException e) {
      throw new EngineException(
          "'" + outcome.command() + "' printed no JSON: " + outcome.stdout().strip(), e);
    }
  }

  private Command.Outcome ask(String... arguments) throws EngineException, InterruptedException {
    return new Command(line(arguments), Command.SHORT).run();
  }

  /** Returns each id once; an image with several names is listed by each. */
  private List<String> idsWithLabel(String label, String... list)
      throws EngineException, InterruptedException {
    List<String> line = line(list);
    line.addAll(List.of("--quiet", "--no-trunc", "--filter", "label=" + label));
    return new Command(line, Command.SHORT).run().orThrow().lines().distinct().toList();
  }

  private static void orAbsent(Command.Outcome outcome, String... absent) throws EngineException {
    if (!outcome.failedWith(absent)) {
      outcome.orThrow();
    }
  }

  private List<String> line(String... arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    return line;
  }
}
