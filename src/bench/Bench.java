import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The measurements of bench.sh. What is compared is run in turn, A B A B, so that both see the same machine; medians are
 * printed with the smallest and the largest value, because machines are noisy.
 */
final class Bench {

  private static final String BASE = "docker://sandbox-dev/jre:17";
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> CAPABILITIES =
      List.of("NET_ADMIN", "NET_RAW", "SETUID", "SETGID", "SETPCAP", "KILL");
  private static final int STARTS = 20;
  private static final int BUILDS = 7;
  private static final int TRANSFERS = 7;
  private static final int TEST_RUNS = 5;
  private static final int WORK_RUNS = 7;

  private final Path folder;
  private final String network;
  private final String allowed = System.getenv("ALLOWED");
  private final List<String> engine = words(System.getenv("ENGINE_COMMAND"));
  private final List<String> createArguments = words(System.getenv("CREATE_ARGS"));
  private final List<String> table = new ArrayList<>();

  private Bench(Path folder, String network) {
    this.folder = folder;
    this.network = network;
  }

  /** Arguments: a folder to work in, the engine's network with the servers, what to measure. */
  public static void main(String[] args) throws Exception {
    Bench bench = new Bench(Path.of(args[0]).toAbsolutePath(), args[1]);
    List<String> chosen = List.of(args).subList(2, args.length);
    bench.project();
    if (chosen.isEmpty() || chosen.contains("start")) {
      bench.start();
    }
    if (chosen.isEmpty() || chosen.contains("policy")) {
      bench.policy();
    }
    if (chosen.isEmpty() || chosen.contains("build")) {
      bench.build();
    }
    if (chosen.isEmpty() || chosen.contains("throughput")) {
      bench.throughput();
    }
    if (chosen.isEmpty() || chosen.contains("tests")) {
      bench.tests();
    }
    // Only by its name: it is an ordinary user's, and the others may well be root's.
    if (chosen.contains("namespaces")) {
      bench.namespaces();
    }
    // Likewise, and it needs a network of its own.
    if (chosen.contains("way")) {
      bench.way();
    }
    if (chosen.isEmpty() || chosen.contains("agent")) {
      bench.agent();
    }
    System.out.println();
    bench.table.forEach(System.out::println);
  }

  /** From "docker run" to the first line of main, with the sandbox and without. */
  private void start() throws Exception {
    image("one", List.of("192.168.0.0/24"));
    List<String> sandboxed = run("bench-one:1", CAPABILITIES, List.of());
    List<String> plain = run("bench-one:1", List.of(), javaCommand());
    Samples with = new Samples();
    Samples without = new Samples();
    firstLine(sandboxed);
    firstLine(plain);
    for (int i = 0; i < STARTS; i++) {
      with.add(firstLine(sandboxed));
      without.add(firstLine(plain));
    }
    row(
        "start: run to the first line of main",
        "sandboxed %s ms, plain %s ms".formatted(with, without),
        "%.0f ms more".formatted(with.median() - without.median()),
        "at most 40 ms more");
  }

  /** The same for a policy of 10,000 networks and a policy of one. */
  private void policy() throws Exception {
    image("one", List.of("192.168.0.0/24"));
    // Every second network, so that none can be merged with its neighbour.
    image(
        "many",
        IntStream.range(0, 10_000)
            .map(i -> 2 * i)
            .mapToObj(i -> "10.%d.%d.0/24".formatted(i / 256, i % 256))
            .toList());
    List<String> one = run("bench-one:1", CAPABILITIES, List.of());
    List<String> many = run("bench-many:1", CAPABILITIES, List.of());
    Samples ofOne = new Samples();
    Samples ofMany = new Samples();
    firstLine(one);
    firstLine(many);
    for (int i = 0; i < STARTS; i++) {
      ofMany.add(firstLine(many));
      ofOne.add(firstLine(one));
    }
    row(
        "policy of 10,000 networks, start",
        "10,000: %s ms, one: %s ms".formatted(ofMany, ofOne),
        "%.0f ms more".formatted(ofMany.median() - ofOne.median()),
        "at most 150 ms more");
  }

  /** The goal's own time after one changed class, warm, beside jib-maven-plugin's dockerBuild. */
  private void build() throws Exception {
    Samples ours = new Samples();
    Samples jibs = new Samples();
    for (int i = 0; i <= BUILDS; i++) {
      change(2 * i);
      double our = goalTime("sandbox:build");
      change(2 * i + 1);
      double jib = goalTime("jib:dockerBuild");
      // The first of each fills the caches.
      if (i > 0) {
        ours.add(our);
        jibs.add(jib);
      }
    }
    row(
        "build after one changed class",
        "sandbox:build %s ms, jib:dockerBuild %s ms".formatted(ours, jibs),
        "%.2f of it".formatted(ours.median() / jibs.median()),
        "at most 0.50 of it");
  }

  /** A stream from an allowed host, through the firewall and without it. */
  private void throughput() throws Exception {
    String server = network + "-allowed";
    engine("exec", "-d", server, "sh", "-c", "exec socat TCP-LISTEN:9999,fork,reuseaddr EXEC:'head -c 1G /dev/zero'");
    image("allowed", List.of(allowed));
    String client = "t=$(date +%s%N); socat -u -b 131072 TCP:" + allowed + ":9999 /dev/null; echo $((($(date +%s%N) - t) / 1000))";
    List<String> sandboxed = run("bench-allowed:1", CAPABILITIES, List.of("sh", "-c", client));
    List<String> plain = run("bench-allowed:1", List.of(), List.of("sh", "-c", client));
    Samples with = new Samples();
    Samples without = new Samples();
    Samples ratios = new Samples();
    for (int i = 0; i < TRANSFERS; i++) {
      double a = gigabytesPerSecond(sandboxed);
      double b = gigabytesPerSecond(plain);
      with.add(a);
      without.add(b);
      ratios.add(100 * a / b);
    }
    row(
        "throughput to an allowed host, 1 GiB",
        "sandboxed %s, plain %s GB/s; pair by pair %s %%".formatted(with, without, ratios),
        "%.1f %%".formatted(100 * with.median() / without.median()),
        "at least 97 %");
  }

  /** "mvn surefire:test" with sandbox:prepare before it, and without. */
  private void tests() throws Exception {
    tests(Kind.CONTAINERS, 700, 400, 500, 800);
  }

  /** In namespaces, by the policy that is the default, and so with a way out; 20 modules, with one thread and with two. */
  private void namespaces() throws Exception {
    tests(Kind.NAMESPACES, 200, 60, 20, 50);
    Path project = Files.createDirectories(folder.resolve("modules"));
    modules(project, 20);
    modules("20 modules, verify", project, List.of("-o", "-q", "verify"));
    modules("20 modules, verify with -T 2", project, List.of("-o", "-q", "-T", "2", "verify"));
  }

  /** A program calls a server of this machine: by loopback, and from where pasta leads out as it does for tests. */
  private void way() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("way"));
    Path source = Files.writeString(classes.resolve("Calls.java"), CALLS);
    String java = System.getProperty("java.home") + "/bin/";
    output(List.of(java + "javac", "-d", classes.toString(), source.toString()), Map.of());
    List<String> calls = List.of(java + "java", "-cp", classes.toString(), "Calls");
    Samples[] with = {new Samples(), new Samples(), new Samples()};
    Samples[] without = {new Samples(), new Samples(), new Samples()};
    try (ServerSocket server = new ServerSocket(0)) {
      Thread serving = new Thread(() -> serve(server));
      serving.setDaemon(true);
      serving.start();
      String port = Integer.toString(server.getLocalPort());
      List<String> byPasta = Stream.concat(pasta().stream(), calls.stream()).toList();
      for (int i = 0; i <= TRANSFERS; i++) {
        double[] a = figures(and(and(byPasta, "198.51.100.1"), port));
        double[] b = figures(and(and(calls, "127.0.0.1"), port));
        // The first of each fills the caches.
        for (int j = 0; i > 0 && j < with.length; j++) {
          with[j].add(a[j]);
          without[j].add(b[j]);
        }
      }
    }
    row(
        "way out: 1 GiB received",
        "by pasta %s, by loopback %s GB/s".formatted(with[0], without[0]),
        "%.0f %%".formatted(100 * with[0].median() / without[0].median()),
        "no figure is set");
    for (int j : List.of(1, 2)) {
      row(
          j == 1 ? "way out: a byte there and back" : "way out: connect, and a byte there and back",
          "by pasta %s, by loopback %s us".formatted(with[j], without[j]),
          "%.0f us more".formatted(with[j].median() - without[j].median()),
          "no figure is set");
    }
  }

  /** The plugin's own, with the options that the plugin gives it; a command is to follow. */
  private List<String> pasta() throws Exception {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path bundle = folder.resolveSibling("tools").resolve("tools-linux-" + architecture + ".tar.gz");
    output(List.of("tar", "-xzf", bundle.toString(), "-C", tools.toString()), Map.of());
    List<String> words = new ArrayList<>();
    words.addAll(List.of(tools.resolve("sandbox/lib/ld.so").toString(), "--library-path"));
    words.add(tools.resolve("namespaces/lib") + ":" + tools.resolve("sandbox/lib"));
    // Which it would become by itself, were it not started by its loader.
    boolean avx2 = Files.readString(Path.of("/proc/cpuinfo")).contains(" avx2 ");
    words.add(tools.resolve("namespaces/bin/pasta" + (avx2 ? ".avx2" : "")).toString());
    words.addAll(List.of("--quiet", "--ns-ifname=out"));
    Class<?> way = Class.forName("io.github.mavensandbox.surefire.namespaces.WayOut");
    for (String name : List.of("ADDRESSES", "SWITCHED_OFF")) {
      Field options = way.getDeclaredField(name);
      options.setAccessible(true);
      ((List<?>) options.get(null)).forEach(option -> words.add((String) option));
    }
    words.add("--");
    return words;
  }

  private static double[] figures(List<String> command) throws Exception {
    // Before it may be what pasta and the JVM have to say.
    String last = output(command, Map.of()).lines().reduce("", (before, line) -> line);
    return Stream.of(last.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** What is asked of the server is the first byte of a connection: many bytes, or each byte to come back. */
  private static final String CALLS =
      """
      import java.io.IOException;
      import java.io.InputStream;
      import java.io.OutputStream;
      import java.net.Socket;

      public class Calls {
        static String host;
        static int port;

        public static void main(String[] args) throws IOException {
          host = args[0];
          port = Integer.parseInt(args[1]);
          receive();
          double received = receive();
          roundTrips(5_000);
          double trip = roundTrips(20_000);
          connections(200);
          double connection = connections(1_000);
          System.out.println((1 << 30) / 1e9 / received + " " + 1e6 * trip + " " + 1e6 * connection);
        }

        static Socket connect() throws IOException {
          Socket socket = new Socket(host, port);
          socket.setTcpNoDelay(true);
          return socket;
        }

        static double receive() throws IOException {
          byte[] buffer = new byte[1 << 17];
          try (Socket socket = connect()) {
            long start = System.nanoTime();
            socket.getOutputStream().write('r');
            int left = 1 << 30;
            while (left > 0) {
              int read = socket.getInputStream().read(buffer, 0, Math.min(left, buffer.length));
              if (read < 0) {
                throw new IOException("the server ended with " + left + " bytes to come");
              }
              left -= read;
            }
            return (System.nanoTime() - start) / 1e9;
          }
        }

        static double roundTrips(int number) throws IOException {
          try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            long start = System.nanoTime();
            for (int i = 0; i < number; i++) {
              out.write('e');
              in.read();
            }
            return (System.nanoTime() - start) / 1e9 / number;
          }
        }

        static double connections(int number) throws IOException {
          long start = System.nanoTime();
          for (int i = 0; i < number; i++) {
            roundTrips(1);
          }
          return (System.nanoTime() - start) / 1e9 / number;
        }
      }
      """;

  /** One connection after the other, until the socket is closed. */
  private static void serve(ServerSocket server) {
    byte[] buffer = new byte[1 << 17];
    while (true) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        for (int asked = socket.getInputStream().read(); asked >= 0; asked = socket.getInputStream().read()) {
          if (asked == 'e') {
            out.write(asked);
            continue;
          }
          for (int sent = 0; sent < 1 << 30; sent += buffer.length) {
            out.write(buffer);
          }
        }
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  /** What tests run in; root has no namespaces. */
  private enum Kind {
    CONTAINERS("<configuration><test><image>" + BASE + "</image></test></configuration>"),
    NAMESPACES("");

    private final String configuration;

    Kind(String configuration) {
      this.configuration = configuration;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<String> goals() {
      return List.of("-o", "-q", "sandbox:prepare", "surefire:test", "-Dsandbox.kind=" + label());
    }
  }

  /** Milliseconds that are wanted at most: for one fork, for each further, and beyond one fork for jars and for files. */
  private void tests(Kind kind, int one, int further, int jars, int files) throws Exception {
    String of = kind.label() + ", ";
    double small = tests(kind, of + "one fork", new Tests("small", 1, 0, 0), "at most %d ms more".formatted(one));
    // With a JVM for each class, Surefire starts one more, which lists the classes.
    int classes = 5;
    double many = tests(kind, of + "six forks", new Tests("forks", classes, 0, 0), "see the next line");
    row(
        of + "each further fork",
        "of the two above",
        "%.0f ms more".formatted((many - small) / classes),
        "at most %d ms more".formatted(further));
    beyond(of + "200 MB in 100 jars", small, kind, new Tests("jars", 1, 100, 0), jars);
    beyond(of + "5,000 small class files", small, kind, new Tests("files", 1, 0, 5_000), files);
  }

  private void beyond(String what, double one, Kind kind, Tests tests, int wanted) throws Exception {
    double more = tests(kind, what, tests, "see the next line");
    row(
        what + ", beyond one fork",
        "of the line above and the first",
        "%.0f ms more".formatted(more - one),
        "at most %d ms more".formatted(wanted));
  }

  private void modules(String what, Path project, List<String> plain) throws Exception {
    List<String> sandboxed = Stream.concat(plain.stream(), Stream.of("-Psandboxed")).toList();
    Samples with = new Samples();
    Samples without = new Samples();
    for (int i = 0; i <= TEST_RUNS; i++) {
      double a = elapsed(project, sandboxed);
      double b = elapsed(project, plain);
      // The first of each fills the caches.
      if (i > 0) {
        with.add(a);
        without.add(b);
      }
    }
    row(
        what,
        "namespaces %s ms, plain %s ms".formatted(with, without),
        "%.2f times".formatted(with.median() / without.median()),
        "at most 1.08 times");
  }

  private void modules(Path project, int number) throws Exception {
    StringBuilder modules = new StringBuilder();
    for (int i = 0; i < number; i++) {
      String name = "module" + i;
      write(Files.createDirectories(project.resolve(name)), Kind.NAMESPACES, new Tests(name, 1, 0, 0));
      Path pom = project.resolve(name).resolve("pom.xml");
      Files.writeString(pom, Files.readString(pom).replace("<artifactId>tests<", "<artifactId>" + name + "<"));
      modules.append("<module>").append(name).append("</module>");
    }
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>bench</groupId>
          <artifactId>modules</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """
            .formatted(modules));
    maven(project, "verify");
    maven(project, "verify", "-Psandboxed");
  }

  /** A project of tests: how many classes of them, jars of 2 MB, and classes beside them. */
  private record Tests(String name, int classes, int jars, int files) {}

  private double tests(Kind kind, String what, Tests tests, String wanted) throws Exception {
    Path project = Files.createDirectories(folder.resolve(tests.name()));
    write(project, kind, tests);
    List<String> plain = List.of("-o", "-q", "surefire:test");
    List<String> sandboxed = kind.goals();
    maven(project, "test-compile");
    maven(project, plain.toArray(String[]::new));
    maven(project, sandboxed.toArray(String[]::new));
    Samples with = new Samples();
    Samples without = new Samples();
    for (int i = 0; i < TEST_RUNS; i++) {
      with.add(elapsed(project, sandboxed));
      without.add(elapsed(project, plain));
    }
    double more = with.median() - without.median();
    row(what, "sandboxed %s ms, plain %s ms".formatted(with, without), "%.0f ms more".formatted(more), wanted);
    return more;
  }

  private double elapsed(Path project, List<String> goals) throws Exception {
    long start = System.nanoTime();
    maven(project, goals.toArray(String[]::new));
    return (System.nanoTime() - start) / 1e6;
  }

  private static void write(Path project, Kind kind, Tests tests) throws IOException {
    Path sources = Files.createDirectories(project.resolve("src/test/java"));
    for (int i = 0; i < tests.classes(); i++) {
      Files.writeString(
          sources.resolve("Number%dTest.java".formatted(i)),
          "class Number%dTest { @org.junit.jupiter.api.Test void is_a_test() {} }".formatted(i));
    }
    Random random = new Random(1);
    Path jars = Files.createDirectories(project.resolve("jars"));
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < tests.jars(); i++) {
      Path jar = jars.resolve(i + ".jar");
      byte[] content = new byte[2_000_000];
      random.nextBytes(content);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new ZipEntry("content"));
        out.write(content);
        out.closeEntry();
      }
      elements.append("<element>").append(jar).append("</element>");
    }
    Path classes = Files.createDirectories(project.resolve("target/classes/small"));
    for (int i = 0; i < tests.files(); i++) {
      byte[] content = new byte[700];
      random.nextBytes(content);
      Files.write(classes.resolve("Small" + i + ".class"), content);
    }
    Files.writeString(
        project.resolve("pom.xml"),
        pom(
            "tests",
            """
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>6.1.3</version>
                  <scope>test</scope>
            """,
            """
                <plugin>
                  <groupId>org.apache.maven.plugins</groupId>
                  <artifactId>maven-surefire-plugin</artifactId>
                  <version>3.6.1</version>
                  <configuration>
                    <reuseForks>%s</reuseForks>
                    <additionalClasspathElements>%s</additionalClasspathElements>
                  </configuration>
                </plugin>
                <plugin>
                  <groupId>io.github.mavensandbox</groupId>
                  <artifactId>sandbox-maven-plugin</artifactId>
                  <version>%s</version>
                  %s
                </plugin>
            """
                .formatted(tests.classes() == 1, elements, VERSION, kind.configuration),
            """
              <profiles><profile>
                <id>sandboxed</id>
                <build><plugins>
                  <plugin>
                    <groupId>io.github.mavensandbox</groupId>
                    <artifactId>sandbox-maven-plugin</artifactId>
                    <executions><execution><goals>
                      <goal>prepare</goal>
                      <goal>check</goal>
                    </goals></execution></executions>
                  </plugin>
                </plugins></build>
              </profile></profiles>
            """));
  }

  /** A JVM with the agent and without it: its start, work for other threads, and work of its own. */
  private void agent() throws Exception {
    String source =
        """
        public class Work {
          public static void main(String[] args) throws Exception {
            if (args[0].equals("start")) {
              System.out.println("main");
              return;
            }
            long start = System.nanoTime();
            long result = args[0].equals("execute") ? execute() : compute();
            System.out.println((System.nanoTime() - start) / 1e6);
            System.err.print(result == 0 ? "nothing was done" : "");
          }

          static long execute() throws Exception {
            java.util.concurrent.ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(2);
            java.util.concurrent.atomic.AtomicLong done = new java.util.concurrent.atomic.AtomicLong();
            for (int i = 0; i < 100_000; i++) {
              pool.execute(done::incrementAndGet);
            }
            pool.shutdown();
            pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            return done.get();
          }

          static long compute() {
            java.util.Map<String, Integer> words = new java.util.HashMap<>();
            for (int i = 0; i < 5_000_000; i++) {
              words.merge(Integer.toString(i % 100_003), i, Integer::sum);
            }
            return words.values().stream().mapToLong(Integer::longValue).filter(n -> n != 0).count();
          }
        }
        """;
    Path classes = Files.createDirectories(folder.resolve("work"));
    Path file = Files.writeString(classes.resolve("Work.java"), source);
    output(
        List.of(System.getProperty("java.home") + "/bin/javac", "--release", "11", "-d", classes.toString(), file.toString()),
        Map.of());
    List<String> jdks = words(System.getenv("JDKS"));
    for (String jdk : jdks.isEmpty() ? List.of(System.getProperty("java.home")) : jdks) {
      agent(jdk + "/bin/java", classes);
    }
  }

  private void agent(String java, Path classes) throws Exception {
    String spoken = output(List.of(java, "-XshowSettings:properties", "-version"), Map.of());
    int version = Integer.parseInt(spoken.replaceFirst("(?s).*java.specification.version = (1\\.)?(\\d+).*", "$2"));
    Path attempts = classes.resolve("attempts.jsonl");
    List<String> plain = List.of(java, "-cp", classes.toString(), "Work");
    // As forks in containers have it, and as those in namespaces: with the JDK's classes as the agent changes them.
    Path unprepared = Path.of(System.getenv("AGENT"));
    Path prepared = Files.createDirectories(folder.resolve("agent-" + version)).resolve("agent.jar");
    Files.copy(unprepared, prepared, StandardCopyOption.REPLACE_EXISTING);
    output(List.of(java, option(prepared, "prepare:" + prepared.resolveSibling("agent.classes")), "-version"), Map.of());
    List<String> withPrepared = List.of(java, option(prepared, attempts.toString()), "-cp", classes.toString(), "Work");
    List<String> withUnprepared = List.of(java, option(unprepared, attempts.toString()), "-cp", classes.toString(), "Work");
    agent("JVM start", version, "start", withPrepared, plain, "at most 35 ms more");
    agent("JVM start, classes unknown", version, "start", withUnprepared, plain, "at most 110 ms more");
    agent("100,000 tasks executed", version, "execute", withPrepared, plain, "at most 300 ms more");
    agent("no thread, no connection", version, "compute", withPrepared, plain, "nothing beyond the spread");
    Files.deleteIfExists(attempts);
  }

  private static String option(Path agent, String value) {
    return "-agentlib:instrument=" + agent + "=" + value;
  }

  private void agent(String what, int version, String work, List<String> withAgent, List<String> plain, String wanted)
      throws Exception {
    boolean start = work.equals("start");
    Samples with = new Samples();
    Samples without = new Samples();
    for (int i = 0; i <= (start ? STARTS : WORK_RUNS); i++) {
      double a = start ? firstLine(and(withAgent, work)) : milliseconds(and(withAgent, work));
      double b = start ? firstLine(and(plain, work)) : milliseconds(and(plain, work));
      // The first of each fills the caches.
      if (i > 0) {
        with.add(a);
        without.add(b);
      }
    }
    row(
        "agent, Java %d: %s".formatted(version, what),
        "with the agent %s ms, without %s ms".formatted(with, without),
        "%.0f ms more".formatted(with.median() - without.median()),
        wanted);
  }

  private static List<String> and(List<String> command, String word) {
    return Stream.concat(command.stream(), Stream.of(word)).toList();
  }

  private static double milliseconds(List<String> command) throws Exception {
    return Double.parseDouble(output(command, Map.of()).strip());
  }

  private double gigabytesPerSecond(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return (1L << 30) / 1000.0 / Long.parseLong(output.strip());
  }

  /** Milliseconds until the process has printed a line; it is then waited for. */
  private static double firstLine(List<String> command) throws Exception {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      double elapsed = (System.nanoTime() - start) / 1e6;
      if (!"main".equals(line)) {
        throw new IOException(command + " printed '" + line + "'");
      }
      process.waitFor();
      return elapsed;
    }
  }

  private List<String> run(String image, List<String> capabilities, List<String> command) {
    List<String> run = new ArrayList<>(engine);
    run.addAll(List.of("run", "--rm", "--network", network, "--cap-drop", "ALL"));
    run.addAll(createArguments);
    capabilities.forEach(capability -> run.addAll(List.of("--cap-add", capability)));
    if (capabilities.isEmpty()) {
      run.addAll(List.of("--user", "10001:10001", "--entrypoint", command.get(0), image));
      run.addAll(command.subList(1, command.size()));
    } else {
      run.add(image);
      run.addAll(command);
    }
    return run;
  }

  /** The image's own command. */
  private List<String> javaCommand() throws Exception {
    String json = engine("image", "inspect", "--format", "{{range .Config.Cmd}}{{println .}}{{end}}", "bench-one:1");
    return json.lines().filter(line -> !line.isBlank()).toList();
  }

  private void project() throws IOException {
    Files.createDirectories(folder.resolve("src/main/java"));
    change(0);
    pom(List.of("192.168.0.0/24"));
  }

  private void change(int number) throws IOException {
    Files.writeString(
        folder.resolve("src/main/java/Main.java"),
        """
        public class Main {
          static final int NUMBER = %d;
          public static void main(String[] args) {
            System.out.println("main");
          }
        }
        """
            .formatted(number));
  }

  private void pom(List<String> allowed) throws IOException {
    String rules =
        allowed.stream().map("          <rule>%s</rule>"::formatted).collect(Collectors.joining("\n"));
    Files.writeString(
        folder.resolve("pom.xml"),
        pom(
            "bench",
            """
                  <groupId>org.apache.httpcomponents.client5</groupId>
                  <artifactId>httpclient5</artifactId>
                  <version>5.6.5</version>
            """,
            """
                <plugin>
                  <groupId>io.github.mavensandbox</groupId>
                  <artifactId>sandbox-maven-plugin</artifactId>
                  <version>%s</version>
                  <configuration><from><image>%s</image></from><network><allow>
            %s
                  </allow></network></configuration>
                </plugin>
                <plugin>
                  <groupId>com.google.cloud.tools</groupId>
                  <artifactId>jib-maven-plugin</artifactId>
                  <version>3.5.2</version>
                  <configuration><from><image>%s</image></from><to><image>bench-jib:1</image></to></configuration>
                </plugin>
            """
                .formatted(VERSION, BASE, rules, BASE)));
  }

  private static String pom(String artifact, String dependency, String plugins) {
    return pom(artifact, dependency, plugins, "");
  }

  private static String pom(String artifact, String dependency, String plugins, String more) {
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>bench</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <properties>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
        %s
            </dependency>
          </dependencies>
          <build><plugins>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.14.1</version>
              <configuration><release>17</release></configuration>
            </plugin>
        %s
          </plugins></build>
        %s
        </project>
        """
        .formatted(artifact, dependency, plugins, more);
  }

  private void image(String name, List<String> allowed) throws Exception {
    pom(allowed);
    maven("compile", "sandbox:build", "-Dsandbox.to.image=bench-" + name + ":1");
  }

  private static final Pattern STAMP = Pattern.compile("^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) .*");

  /** Milliseconds from the line that announces the goal to the line that announces the build's end. */
  private double goalTime(String goal) throws Exception {
    String plugin = goal.startsWith("jib") ? "jib" : "sandbox";
    LocalTime start = null;
    LocalTime end = null;
    for (String line : maven("compile", goal).lines().toList()) {
      Matcher stamp = STAMP.matcher(line);
      if (!stamp.matches()) {
        continue;
      }
      if (line.contains("--- " + plugin)) {
        start = LocalTime.parse(stamp.group(1));
      } else if (line.contains("BUILD SUCCESS")) {
        end = LocalTime.parse(stamp.group(1));
      }
    }
    return Duration.between(start, end).toMillis();
  }

  private String maven(String... arguments) throws Exception {
    return maven(folder, arguments);
  }

  private String maven(Path project, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("mvn", "--batch-mode", "--no-transfer-progress", "-f", project + "/pom.xml"));
    if (!engine.isEmpty()) {
      command.add("-Dsandbox.engine=" + engine.get(0));
    }
    command.addAll(Arrays.asList(arguments));
    return output(
        command,
        Map.of(
            "MAVEN_OPTS",
            "-Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"));
  }

  private String engine(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(engine);
    command.addAll(Arrays.asList(arguments));
    return output(command, Map.of());
  }

  private static String output(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + output);
    }
    return output;
  }

  private void row(String what, String details, String seen, String wanted) {
    String line = "%-40s %-16s (wanted: %s)%n    %s".formatted(what, seen, wanted, details);
    System.out.println(line);
    table.add(line);
  }

  private static List<String> words(String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  /** Values of one figure. */
  private static final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
      values.add(value);
    }

    double median() {
      List<Double> sorted = values.stream().sorted().toList();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Override
    public String toString() {
      List<Double> sorted = values.stream().sorted().toList();
      return "%.1f [%.1f-%.1f]".formatted(median(), sorted.get(0), sorted.get(sorted.size() - 1));
    }
  }
}
