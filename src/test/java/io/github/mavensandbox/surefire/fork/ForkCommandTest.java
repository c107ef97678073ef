package io.github.mavensandbox.surefire.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of the host Surefire's command names, and what of it the container gets. */
class ForkCommandTest {

  @TempDir private Path project;

  private Path surefire;

  @BeforeEach
  void makeSurefiresFolder() throws IOException {
    surefire = Files.createDirectories(project.resolve("target/surefire"));
  }

  private ForkCommand command(String... arguments) throws IOException {
    return ForkCommand.of(new ForkRequest(1, List.of(arguments), Map.of(), project));
  }

  private Path jar(String name, String classPath) throws IOException {
    Path jar = project.resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  @Test
  void a_jar_brings_along_its_class_path_and_theirs() throws Exception {
    Path booter = jar("target/surefire/booter.jar", "../lib%20one.jar ../classes/");
    Path library = jar("target/lib one.jar", "deeper.jar nothing.jar");
    Path deeper = jar("target/deeper.jar", "");
    Path classes = Files.createDirectories(project.resolve("target/classes"));

    assertThat(command("-jar", booter.toString()).files())
        .containsExactlyInAnyOrder(booter, library, deeper, classes);
  }

  @Test
  void a_library_gets_no_other_files_of_the_host_by_naming_them() throws Exception {
    Path secret = Files.writeString(project.resolve("settings.xml"), "password");
    Path keys = Files.createDirectories(project.resolve("keys"));
    Path elsewhere = Files.createDirectories(project.resolve("lib"));
    Path other = jar("other.jar", "");
    Files.createSymbolicLink(elsewhere.resolve("link.jar"), secret);
    Path library =
        jar("lib/library.jar", secret.toUri() + " ../keys/ ../other.jar ../settings.xml link.jar");
    Path booter = jar("booter.jar", "lib/library.jar");

    assertThat(command("-jar", booter.toString()).files())
        .containsExactlyInAnyOrder(booter, library)
        .doesNotContain(secret, keys, other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-javaagent:/m2/org.jacoco.agent-runtime.jar=destfile=/p/it.exec|/p/it.exec",
        "-javaagent:/m2/agent.jar=append=true,destfile=/p/a,b c.exec,excludes=*|/p/a,b c.exec",
        "-javaagent:/m2/jacoco=x/jacocoagent.jar=destfile=../target/all.exec|../target/all.exec",
        "-javaagent:/m2/jacocoagent.jar|jacoco.exec",
        "-javaagent:/m2/jacocoagent.jar=includes=it.*|jacoco.exec",
        "-javaagent:/m2/jacocoagent.jar=output=tcpserver|",
        "-javaagent:/m2/other.jar=file=x|",
        "-Dtext=destfile=x|",
      })
  void coverage_is_where_jacocos_agent_is_told_or_in_the_folder(String option, String file)
      throws Exception {
    assertThat(command(option, "Main").coverage())
        .isEqualTo(file == null ? Set.of() : Set.of(project.resolve(file).normalize()));
  }

  @Test
  void coverage_in_an_argument_file_is_not_looked_at() throws Exception {
    Path arguments =
        Files.writeString(project.resolve("target/arguments"), "-javaagent:jacocoagent.jar");

    assertThat(command("@" + arguments, "Main").coverage()).isEmpty();
  }

  @Test
  void jars_that_name_each_other_end() throws Exception {
    Path one = jar("one.jar", "two.jar");
    Path two = jar("two.jar", "one.jar");

    assertThat(command("-jar", one.toString()).files()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void agents_and_paths_of_options_are_files() throws Exception {
    ForkCommand command =
        command(
            "-javaagent:/m2/jacoco.jar=destfile=/p/jacoco.exec,append=true",
            "-agentpath:/opt/profiler.so=start",
            "-Xbootclasspath/a:/m2/a.jar:/m2/b.jar",
            "--module-path=/m2/c.jar",
            "--patch-module",
            "m=/p/classes",
            "-Xmx1g",
            "-cp",
            "/m2/d.jar:relative:/m2/lib/*",
            "Main");

    assertThat(command.files())
        .map(Path::toString)
        .containsExactlyInAnyOrder(
            "/m2/jacoco.jar",
            "/opt/profiler.so",
            "/m2/a.jar",
            "/m2/b.jar",
            "/m2/c.jar",
            "/p/classes",
            "/m2/d.jar",
            project.resolve("relative").toString(),
            "/m2/lib");
    assertThat(command.arguments()).endsWith("-cp", "/m2/d.jar:relative:/m2/lib/*", "Main");
  }

  @Test
  void a_value_that_is_no_file_is_none() throws Exception {
    ForkCommand command =
        command("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Da=/etc/shadow", "Main");

    assertThat(command.files()).isEmpty();
    assertThat(command.arguments())
        .containsExactly(
            "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Da=/etc/shadow", "Main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:%", "file:relative", "nul\0"})
  void what_names_no_file_is_an_error(String value) {
    assertThatThrownBy(() -> command("-javaagent:" + value, "Main"))
        .isInstanceOf(IOException.class)
        .hasMessage("'" + value + "' is no file's name");
  }

  @Test
  void an_argument_file_that_names_itself_is_read_once() throws Exception {
    Path file = Files.writeString(project.resolve("arguments"), "@arguments -cp lib Main");

    assertThat(command("@arguments").files()).containsOnly(file, project.resolve("lib"));
  }

  @Test
  void surefires_properties_name_the_class_path() throws Exception {
    Files.writeString(
        surefire.resolve("surefire_0tmp"),
        "classPathUrl.0=/m2/junit.jar\nsurefireClassPathUrl.1=/m2/provider.jar\nreportsDirectory=/p/reports\n"
            + "some.property=/etc/shadow\n");

    ForkCommand command =
        command("-jar", "booter.jar", surefire.toString(), "2026-dump", "surefire_0tmp");

    assertThat(command.files())
        .contains(
            Path.of("/m2/junit.jar"),
            Path.of("/m2/provider.jar"),
            surefire.resolve("surefire_0tmp"))
        .doesNotContain(Path.of("/etc/shadow"));
    assertThat(command.reports()).contains(Path.of("/p/reports"));
    assertThat(command.propertyFiles()).containsExactly(surefire.resolve("surefire_0tmp"));
  }

  @Test
  void older_ones_name_each_of_their_files_as_a_whole() throws Exception {
    Path first = surefire.resolve("surefire1tmp");
    Files.writeString(first, "classPathUrl.0=/m2/junit.jar\ntc.0=it.FirstTest\n");
    Path elsewhere = Files.writeString(project.resolve("other"), "classPathUrl.0=/etc/shadow");

    ForkCommand command =
        command(
            "-jar",
            surefire.resolve("surefirebooter7.jar").toString(),
            first.toString(),
            elsewhere.toString());

    assertThat(command.propertyFiles()).containsExactly(first);
    assertThat(command.files())
        .contains(first, Path.of("/m2/junit.jar"))
        .doesNotContain(Path.of("/etc/shadow"));
    assertThat(command.runsTests()).isTrue();
    assertThat(command("-jar", "program.jar", first.toString()).propertyFiles()).isEmpty();
  }

  private ForkCommand fork(String properties) throws IOException {
    Files.writeString(surefire.resolve("surefire_0tmp"), properties);
    return command("-jar", "booter.jar", surefire.toString(), "2026-dump", "surefire_0tmp");
  }

  @Test
  void a_fork_that_is_to_list_test_classes_runs_none() throws Exception {
    Path list = surefire.resolve("list.txt");

    ForkCommand command =
        fork("tc.0=it.OneTest\ntc.1=it.TwoTest\ndiscoverTestsOutputFile=" + list + "\n");

    assertThat(command.listing()).contains(list);
    assertThat(command.candidates()).isEqualTo(2);
    assertThat(command.runsTests()).isFalse();
  }

  @Test
  void any_other_fork_of_surefires_runs_tests() throws Exception {
    assertThat(fork("tc.0=it.OneTest\n").runsTests()).isTrue();
    assertThat(command("-version").runsTests()).isFalse();
  }

  @Test
  void a_list_that_could_not_be_handed_to_surefire_is_refused() {
    assertThatThrownBy(() -> fork("discoverTestsOutputFile=" + project.resolve("list.txt")))
        .hasMessage(
            "the list of test classes is to be written to %s, which is not in Surefire's folder %s",
            project.resolve("list.txt"), surefire);
  }

  @Test
  void a_directory_whose_modules_name_is_asked_for_is_not_surefires() throws Exception {
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    Path library = jar("lib.jar", "");

    ForkCommand command =
        command(
            "-cp",
            "languages.jar",
            "org.codehaus.plexus.languages.java.jpms.CmdModuleNameExtractor",
            classes.toString(),
            library.toString());

    assertThat(command.files()).contains(classes, library);
    assertThat(command.propertyFiles()).isEmpty();
  }

  @Test
  void files_elsewhere_are_no_properties_of_surefires() throws Exception {
    Path elsewhere = Files.writeString(project.resolve("other"), "classPathUrl.0=/etc/shadow");

    ForkCommand command =
        command("-jar", "booter.jar", surefire.toString(), "../../other", elsewhere.toString());

    assertThat(command.propertyFiles()).isEmpty();
    assertThat(command.files()).doesNotContain(Path.of("/etc/shadow"));
  }

  @Test
  void a_debugger_comes_in_from_outside() throws Exception {
    assertThat(
            command(
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:5005",
                    "-agentlib:jdwp=transport=dt_socket,server=y,address=5006",
                    "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5007",
                    "-Dcallback.address=localhost:80",
                    "Main")
                .arguments())
        .containsExactly(
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=*:5005",
            "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5006",
            "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5007",
            "-Dcallback.address=localhost:80",
            "Main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xshare:dump",
        "-XX:ArchiveClassesAtExit=app.jsa",
        "-XX:SharedArchiveFile=app.jsa",
        "-XX:+AutoCreateSharedArchive",
        "-XX:AOTCache=app.aot",
        "-XX:AOTCacheOutput=app.aot",
        "-XX:AOTMode=record",
      })
  void a_jvm_that_archives_classes_has_no_agent(String option) throws Exception {
    Path file = Files.writeString(project.resolve("arguments"), "-Xmx1g\n" + option + "\n");

    assertThat(command(option, "-jar", "x.jar").suitsAgent()).isFalse();
    assertThat(command("@" + file, "-jar", "x.jar").suitsAgent()).isFalse();
  }

  @Test
  void any_other_jvm_has_the_agent() throws Exception {
    assertThat(
            command("-Xshare:auto", "-javaagent:a.jar", "-jar", "x.jar", "-Xshare:dump")
                .suitsAgent())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-m", "--module"})
  void the_agents_module_is_asked_for_where_the_program_is_in_a_module(String option)
      throws Exception {
    Path file = Files.writeString(project.resolve("arguments"), "-Xmx1g\n" + option + " m/Main\n");
    String asked = "-javaagent:/sandbox/agent.jar=/p/target/attempts";

    assertThat(command(option, "m/Main").agentOption("/p/target/attempts")).isEqualTo(asked);
    assertThat(command("@" + file).agentOption("/p/target/attempts")).isEqualTo(asked);
    assertThat(command("--module=m/Main").agentOption("/p/target/attempts")).isEqualTo(asked);
  }

  @Test
  void the_agents_module_is_there_anyway_for_other_programs() throws Exception {
    ForkCommand command = command("-Xmx1g", "-p", "lib", "--add-modules", "m", "Main", "-m");

    assertThat(command.agentOption("/p/target/attempts"))
        .isEqualTo("-agentlib:instrument=/sandbox/agent.jar=/p/target/attempts");
  }
}
