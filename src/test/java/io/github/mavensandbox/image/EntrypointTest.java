package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts, and who writes about them, have the words that stand in the Java code. */
class EntrypointTest {

  private static final Path SCRIPTS = Path.of("src/main/image");

  @Test
  void theEntrypointAsksForTheCapabilitiesThatContainersGet() throws Exception {
    String asked = first("for capability in (.*); do", script("entrypoint"));

    assertThat(asked.replaceAll("=[0-9]+", "").split(" "))
        .containsExactlyInAnyOrderElementsOf(SandboxImage.CAPABILITIES);
  }

  @Test
  void theManualNamesTheseCapabilities() throws Exception {
    String named = first("CAPS=\"--cap-drop ALL (.*)\"", Files.readString(Path.of("README.md")));

    assertThat(named)
        .isEqualTo("--cap-add " + String.join(" --cap-add ", SandboxImage.CAPABILITIES));
  }

  @Test
  void theMeasurementsAreMadeWithTheseCapabilities() throws Exception {
    String given =
        first(
            "CAPABILITIES =\\s+List.of\\((.*)\\)",
            Files.readString(Path.of("src/bench/Bench.java")));

    assertThat(given.replace("\"", "").split(", "))
        .containsExactlyElementsOf(SandboxImage.CAPABILITIES);
  }

  @Test
  void theEntrypointWantsTheFilesOfAPolicyAndTheUser() throws Exception {
    String wanted = first("for file in (.*); do\n +\\[ -r \\$POLICY", script("entrypoint"));

    List<String> files = new ArrayList<>(Ruleset.FILES);
    files.add(ImageLayers.USER);
    assertThat(wanted.split(" ")).containsExactlyElementsOf(files);
  }

  @Test
  void theScriptsKnowTheSetsThatEveryPolicyHas() throws Exception {
    String scripts = script("entrypoint") + script("allowed-cidr.awk");

    Stream<String> filled = all("\\badd ([a-z-]+)[46\"]", scripts).stream();
    Stream<String> asked = Stream.of(first("for set in (.*); do", scripts).split(" "));

    assertThat(Stream.concat(filled, asked).distinct())
        .containsExactlyInAnyOrderElementsOf(
            all("create (\\S+)[46] ", Ruleset.of(Policy.of(List.of(), List.of())).sets()).stream()
                .distinct()
                .toList());
  }

  @Test
  void theNetworksThatAllowedCidrReplacesAreThoseOfAllSetsThatLetAPacketThrough() throws Exception {
    String line = first("(awk '!.* \\$POLICY/sets) ", script("entrypoint"));
    Pattern replaced = Pattern.compile(first("\\$2 ~ /(.*?)/", line));
    Pattern kept = Pattern.compile(first("\\$2 !~ /(.*?)/", line));
    List<String> allow =
        List.of(
            "10.0.0.0/8",
            "10.0.0.0/8:80",
            "10.0.0.0/8:80-90",
            "10.0.0.1:53",
            "169.254.169.254",
            "169.254.169.254:80-90",
            "169.254.0.0/16",
            "169.254.0.0/16:80",
            "169.254.0.0/16:80-90",
            "a.internal",
            "a.internal:80");
    List<String> deny = List.of("10.0.0.9", "10.0.0.9:80", "10.0.0.8:80-90");
    Ruleset ruleset = Ruleset.of(Policy.of(allow, deny));

    assertThat(
            all("create (\\S+)", ruleset.sets()).stream()
                .filter(set -> replaced.matcher(set).find() && !kept.matcher(set).find()))
        .containsExactlyInAnyOrderElementsOf(
            all("--match-set (\\S+) \\S+ -j accept", ruleset.rules4() + ruleset.rules6()));
  }

  @Test
  void theUsersHomeIsThatOfTheImage() throws Exception {
    String scripts = script("entrypoint") + script("launch");

    assertThat(all("(/home/\\w+)", scripts)).isNotEmpty().containsOnly(SandboxImage.HOME);
  }

  private static String script(String name) throws IOException {
    return Files.readString(SCRIPTS.resolve(name));
  }

  private static String first(String pattern, String text) {
    assertThat(all(pattern, text)).as(pattern).isNotEmpty();
    return all(pattern, text).get(0);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
