package io.github.mavensandbox.adversary;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A machine without an engine, and those whom the attacker wants to reach from it, in a network
 * that nothing leaves. Only root can make it.
 */
final class World implements AutoCloseable {

  private static final String ALLOWED = "198.51.100.10";
  private static final String BLOCKED = "198.51.100.20";
  private static final String SELF = "198.51.100.1";

  private final Path hostsFile;
  private final Path resolver;
  private final Process machine;
  private final String others;
  private final Map<String, String> hosts;

  /**
   * Makes it.
   *
   * @param folder for files of its own
   * @param receiver the program of that name, which also is the stranger
   */
  World(Path folder, Path receiver) throws IOException, InterruptedException {
    hostsFile = folder.resolve("hosts");
    resolver = folder.resolve("resolv.conf");
    nameAllowed(ALLOWED);
    // So that whoever could rewrite them without a sandbox is held by the sandbox.
    for (Path file : List.of(hostsFile, resolver)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    machine =
        CommandLine.of("unshare", "--net", "--mount", "sh", "-c", Script.named("adversary-world"))
            .with("adversary-world", hostsFile.toString(), resolver.toString())
            .with(receiver.toString())
            .with(InnerWire.ADDRESSES)
            .errorsInOutput()
            .start();
    BufferedReader said = machine.inputReader();
    String line = said.readLine();
    if (line == null || !line.startsWith("ready ")) {
      throw new IOException("no world: " + line + said.lines().toList());
    }
    others = line.split(" ")[1];
    hosts =
        new TreeMap<>(
            Map.of(
                "allowed4",
                ALLOWED,
                "blocked4",
                BLOCKED,
                "blocked6",
                "2001:db8:1::20",
                "mapped4",
                "::ffff:" + BLOCKED,
                "link6",
                line.split(" ")[2] + "%eth0",
                "gateway4",
                "192.0.2.1",
                "broadcast4",
                "198.51.100.255",
                "self4",
                SELF,
                "self6",
                "2001:db8:1::1"));
  }

  /** Names of hosts, and their addresses. */
  Map<String, String> hosts() {
    return hosts;
  }

  /** Has the allowed name lead to an address, and nothing else be as an attacker has changed it. */
  void nameAllowed(String address) throws IOException {
    Files.writeString(
        hostsFile, "127.0.0.1 localhost\n::1 localhost\n" + address + " allowed.test\n");
    Files.writeString(resolver, "nameserver " + BLOCKED + "\noptions timeout:1 attempts:1\n");
  }

  /** Has everything be as it was. */
  void restore() throws IOException {
    nameAllowed(ALLOWED);
  }

  /** Has a command run on the machine, in the folder that it has here. */
  CommandLine onMachine(CommandLine command) {
    return command.by(
        List.of(
            "sh",
            "-c",
            "process=$1; shift; exec nsenter -t \"$process\" -n -m --wd=\"$PWD\" -- \"$@\"",
            "sh",
            Long.toString(machine.pid())));
  }

  private CommandLine atHosts(CommandLine command) {
    return command.by(List.of("nsenter", "-t", others, "-n", "--"));
  }

  /** Begins to listen wherever the attacker's packets could arrive. */
  List<Listener> listeners(Path receiver) throws IOException {
    List<Listener> listeners = new ArrayList<>(List.of(atLoopback(receiver)));
    for (String device : List.of("eth0", "wire1")) {
      listeners.add(listener(atHosts(CommandLine.of(receiver.toString(), device)), "the hosts"));
    }
    return listeners;
  }

  /** Begins to listen to what arrives at an address of the machine itself. */
  Listener atLoopback(Path receiver) throws IOException {
    return listener(onMachine(CommandLine.of(receiver.toString(), "lo")), "the machine");
  }

  private static Listener listener(CommandLine receiver, String where) throws IOException {
    return Listener.of(receiver.start(), where);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    machine.getOutputStream().close();
    machine.waitFor();
  }
}
