package io.github.mavensandbox.servers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The network without a way out and the two hosts on it that {@code src/dev/servers.sh} has
 * started, with the addresses that it gave them.
 */
public final class Servers {

  private static final Path FOLDER = Path.of("target/servers");

  private final String network;
  private final Map<String, String> addresses;

  private Servers(String network, Map<String, String> addresses) {
    this.network = network;
    this.addresses = addresses;
  }

  /** Reads what the script wrote down of the network that this run of the tests has. */
  public static Servers ofThisRun() {
    String network =
        Objects.requireNonNull(
            System.getProperty("it.network"),
            "it.network is not set; run the tests by src/dev/verify.sh");
    Path file = FOLDER.resolve(network + ".properties");
    Properties addresses = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      addresses.load(reader);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "there is no "
              + file
              + "; the servers are not up, which 'src/dev/servers.sh up "
              + network
              + "' starts",
          e);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
    return new Servers(
        network,
        addresses.stringPropertyNames().stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, addresses::getProperty)));
  }

  private String address(String name) {
    return Objects.requireNonNull(
        addresses.get(name), name + " is missing in " + FOLDER + "/" + network + ".properties");
  }

  /** Returns the engine's name of the network. */
  public String network() {
    return network;
  }

  /** Returns the container's name of the host that policies allow. */
  public String allowed() {
    return network + "-allowed";
  }

  /** Returns the container's name of the host that no policy allows. */
  public String blocked() {
    return network + "-blocked";
  }

  /** Returns the network in IPv4, such as 198.51.100.0/26. */
  public String network4() {
    return address("network4");
  }

  /** Returns the network in IPv6. */
  public String network6() {
    return address("network6");
  }

  /** Returns the IPv4 address of the machine that the engine runs on. */
  public String gateway4() {
    return address("gateway4");
  }

  /** Returns the IPv4 address that is all of the network. */
  public String broadcast4() {
    return address("broadcast4");
  }

  /** Returns the IPv4 address of the host that policies allow. */
  public String allowed4() {
    return address("allowed4");
  }

  /** Returns its IPv6 address. */
  public String allowed6() {
    return address("allowed6");
  }

  /** Returns the IPv4 address of the host that no policy allows. */
  public String blocked4() {
    return address("blocked4");
  }

  /** Returns its IPv6 address. */
  public String blocked6() {
    return address("blocked6");
  }

  /** Returns an IPv4 address that nothing has but a container to which a test gives it. */
  public String client4() {
    return address("client4");
  }

  /** Returns the text with each address in the place of its name between two @. */
  public String replacedIn(String text) {
    String replaced = text;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      replaced = replaced.replace("@" + address.getKey() + "@", address.getValue());
    }
    return replaced;
  }
}
