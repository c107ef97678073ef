package io.github.mavensandbox.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Script;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernel takes the files, by the tools that go into images, in a network namespace of its own.
 */
class RulesetIT {

  @TempDir static Path bundle;

  @TempDir Path files;

  @BeforeAll
  static void extractTools() throws Exception {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Path archive = Path.of("target", "tools", "tools-linux-" + architecture + ".tar.gz");
    CommandLine.of("tar", "-xzf", archive.toString(), "-C", bundle.toString()).output();
  }

  static Stream<Arguments> policies() {
    List<String> none = List.of();
    return Stream.of(
        argumentSet("the default", Policy.DEFAULT_ALLOW, none),
        argumentSet("nothing", List.of("none"), none),
        argumentSet("everything", List.of("0.0.0.0/0", "::/0"), none),
        argumentSet(
            "every port",
            List.of("0.0.0.0/0/tcp", "[::/0]:1-65535", "out db.internal/udp", "10.0.0.1:53"),
            none),
        argumentSet(
            "names", List.of("db.internal:5432/tcp", "web.internal", "x.internal:8000-8010"), none),
        argumentSet(
            "the longest set names",
            List.of("169.254.0.0/16:10000-65535/tcp", "[fe80::/10]:10000-65535/udp"),
            none),
        argumentSet(
            "closed addresses, named exactly",
            List.of(
                "169.254.169.254",
                "fd00:ec2::254",
                "in 169.254.1.1:80",
                "224.0.0.0/4",
                "[ff02::fb]:5353/udp",
                "255.255.255.255"),
            none),
        argumentSet(
            "deny in allow",
            List.of("10.0.0.0/8", "2001:db8::/32"),
            List.of("10.1.0.0/16:80", "in [2001:db8:1::/48]:1-1023/tcp", "0.0.0.0/0:25/tcp")),
        argumentSet("10,000 networks", networks(10_000), none),
        argumentSet("100,000 networks", networks(100_000), none));
  }

  /** Networks of which no two are neighbours. */
  private static List<String> networks(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "out %d.%d.%d.0/28".formatted(1 + (i >> 16), i >> 8 & 255, i & 255))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void theKernelGivesBackWhatItWasGiven(List<String> allow, List<String> deny) throws Exception {
    Ruleset ruleset = Ruleset.of(Policy.of(allow, deny));
    for (Map.Entry<String, String> file : ruleset.files().entrySet()) {
      Files.writeString(files.resolve(file.getKey()), file.getValue());
    }

    load();

    assertThat(savedRules("saved4")).isEqualTo(ruleset.rules4());
    assertThat(savedRules("saved6")).isEqualTo(ruleset.rules6());
    assertThat(setSizes()).isEqualTo(expectedSizes(ruleset.sets()));
  }

  private void load() throws Exception {
    String own = System.getProperty("user.name").equals("root") ? "-n" : "-rn";
    CommandLine.of(
            "unshare",
            own,
            "sh",
            "-c",
            Script.named("load-rules"),
            "load-rules",
            files.toString(),
            bundle + "/sandbox")
        .output();
  }

  private String savedRules(String file) throws IOException {
    StringBuilder rules = new StringBuilder();
    Files.readAllLines(files.resolve(file)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("^(:.*) \\[[0-9]+:[0-9]+\\]$", "$1 [0:0]"))
        .forEach(line -> rules.append(line).append('\n'));
    return rules.toString();
  }

  private Map<String, Integer> setSizes() throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    String name = "";
    for (String line : Files.readAllLines(files.resolve("listed"))) {
      if (line.startsWith("Name: ")) {
        name = line.substring("Name: ".length());
      } else if (line.startsWith("Number of entries: ")) {
        sizes.put(name, Integer.valueOf(line.substring("Number of entries: ".length())));
      }
    }
    return sizes;
  }

  private static Map<String, Integer> expectedSizes(String sets) {
    return sets.lines()
        .map(line -> line.split(" "))
        .collect(
            groupingBy(
                words -> words[1],
                TreeMap::new,
                summingInt(words -> words[0].equals("add") ? 1 : 0)));
  }
}
