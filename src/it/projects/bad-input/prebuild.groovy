// What a user gets to read for each mistake: module, configuration, and how the one line begins behind Maven's own words.

def allow(String rule) { "<network><allow><rule>10.0.0.0/8</rule><rule>$rule</rule></allow></network>" }

def from(String image) { "<from><image>$image</image></from>" }

def container(String xml) { "<container>$xml</container>" }

def own = System.getProperty('os.arch') == 'aarch64' ? 'arm64' : 'amd64'
def other = own == 'arm64' ? 'amd64' : 'arm64'

def build = [
  // The policy.
  ['rule', allow('10.0.0.0/8 please'),
      "<allow> rule 2, '10.0.0.0/8 please': has white space in it; only 'in' or 'out' (in lower case) can stand before a target"],
  ['empty-rule', allow(''),
      "<allow> rule 2, '': is empty; remove it, or write a rule like '192.168.0.0/24'"],
  ['cidr', allow('10.0.0.0/33'),
      "<allow> rule 2, '10.0.0.0/33': prefix length 33 is longer than an IPv4 address (32)"],
  ['host-bits', allow('10.1.2.3/8'),
      "<allow> rule 2, '10.1.2.3/8': bits are set behind the prefix length; write '10.0.0.0/8' for the network, or '10.1.2.3' for the address"],
  ['port', allow('10.1.2.3:70000'),
      "<allow> rule 2, '10.1.2.3:70000': port 70000 is not between 1 and 65535"],
  ['protocol', allow('10.1.2.3:80/icmp'),
      "<allow> rule 2, '10.1.2.3:80/icmp': protocol 'icmp' is not 'tcp' or 'udp'; a rule with neither ports nor protocol is for every protocol"],
  ['direction', allow('inn 10.1.2.3'),
      "<allow> rule 2, 'inn 10.1.2.3': has white space in it; only 'in' or 'out' (in lower case) can stand before a target"],
  ['host-name', allow('db_internal:5432'),
      "<allow> rule 2, 'db_internal:5432': '_' is not possible in a host name: letters, digits, hyphens and dots are"],
  ['none-and-more', allow('none'),
      "<allow> rule 2, 'none': stands alone; remove it, or all other rules"],
  // The base.
  ['base-not-in-engine', from('docker://sandbox-dev/missing:1'),
      "base image 'docker://sandbox-dev/missing:1' is not in the engine; pull or import it, or leave out docker:// to fetch it from a registry"],
  ['base-not-a-file', from('tar://missing.tar'),
      "base image 'tar://missing.tar' is not there; name a file as 'docker save' writes it"],
  ['base-not-a-name', from('Not A Name'),
      "base image 'Not A Name' is not an image reference; write [registry://|docker://]name:tag or tar://path"],
  ['base-not-reachable', from('localhost:1/base:1'),
      "base image 'localhost:1/base:1' cannot be had: the registry does not answer (HttpHostConnectException: Connect to localhost:1 "],
  ['base-without-java', from('docker://sandbox-dev/no-java:1'),
      "base image 'docker://sandbox-dev/no-java:1' has no java in its PATH (/bin); choose one with a Java runtime, such as eclipse-temurin:21-jre"],
  ['base-of-other-architecture', from('docker://sandbox-dev/other-arch:1'),
      "base image 'docker://sandbox-dev/other-arch:1' is for linux/$other, the tools are for linux/$own; choose a base for linux/$own"],
  ['platform', '<from><platforms><platform><os>windows</os><architecture>amd64</architecture></platform></platforms></from>',
      "<from><platforms> must be one <platform> with an <architecture> and the <os> linux; build once for each architecture"],
  ['architecture', '<from><platforms><platform><os>linux</os><architecture>sparc</architecture></platform></platforms></from>',
      "architecture 'sparc' is not supported; there are tools for amd64, arm64"],
  ['two-platforms', '<from><platforms><platform><os>linux</os><architecture>amd64</architecture></platform><platform><os>linux</os><architecture>arm64</architecture></platform></platforms></from>',
      "<from><platforms> must be one <platform> with an <architecture> and the <os> linux; build once for each architecture"],
  // The program.
  ['empty-project', '',
      "no classes in $basedir/build/empty-project/target/classes: there is nothing to run; compile the project first"],
  ['no-main-class', '',
      "no main class in $basedir/build/no-main-class/target/classes; add <container><mainClass>, or -Dsandbox.mainClass"],
  ['several-main-classes', '',
      "several main classes (it.Main, it.Other); choose one with <container><mainClass>, or -Dsandbox.mainClass"],
  // The image.
  ['user', container('<user>root</user>'),
      "user 'root' is not uid or uid:gid with numbers from 1 to 2147483646, such as 10001:10001; the program never runs as root"],
  ['user-zero', container('<user>0:10001</user>'),
      "user '0:10001' is not uid or uid:gid with numbers from 1 to 2147483646, such as 10001:10001; the program never runs as root"],
  ['ports', container('<ports><port>80-70</port></ports>'),
      "ports [80-70]: Invalid port range '80-70'; smaller number must come first; write a port or a range, with /udp or without: 8080, 8000-8010, 53/udp"],
  ['volume', container('<volumes><volume>data</volume></volumes>'),
      "volume 'data' is not an absolute path such as /data"],
  ['working-directory', container('<workingDirectory>data</workingDirectory>'),
      "working directory 'data' is not an absolute path such as /data"],
  ['format', container('<format>zip</format>'),
      "<container><format> 'zip' is none of: Docker, OCI"],
  ['creation-time', container('<creationTime>yesterday</creationTime>'),
      "<container><creationTime> 'yesterday' is none of: EPOCH, USE_CURRENT_TIMESTAMP, an ISO 8601 date and time such as 2026-01-31T12:00:00Z"],
  ['image-name', '<to><image>Not A Name</image></to>',
      "image name 'Not A Name' is malformed; write [registry/]name[:tag] in lower case, such as app:1.0"],
  // The engine.
  ['engine', '<engine>dokcer</engine>',
      "sandbox.engine 'dokcer' is none of: auto, docker, podman, the path of a program"],
  ['engine-path', '<engine>/no/such/docker</engine>',
      "/no/such/docker: there is no such file, correct sandbox.engine"],
  ['engine-not-running', '<engine>docker</engine><engineArgs><arg>--host=unix:///no/such.sock</arg></engineArgs>',
      "docker: its daemon is not running, start it with 'systemctl start docker' (Cannot connect to the Docker daemon at unix:///no/such.sock. Is the docker daemon running?)"],
  ['engine-option', '<engine>docker</engine><engineArgs><arg>run</arg></engineArgs>',
      "docker: sandbox.engineArgs item 1, 'run', is refused: it is no option, and would be taken for an image or a command"],
  ['engine-too-old', "<engine>$basedir/old-docker</engine>",
      "$basedir/old-docker: its server is version 1.13.1, the oldest that works is 20.10"],
]
def run = [
  ['memory', '<memory>much</memory>',
      "sandbox.memory 'much' is not a size; write a number and b, k, m, g or t: 512m, 4g"],
  ['shm-size', '<shmSize>-1</shmSize>',
      "sandbox.shmSize '-1' is not a size; write a number and b, k, m, g or t: 512m, 4g"],
  ['cpus', '<cpus>-1</cpus>',
      "sandbox.cpus '-1.0' is negative; 0 is all there are"],
  ['pids', '<pids>0</pids>',
      "sandbox.pids '0' leaves no process; give at least 1"],
  ['host-network', '<createArgs><arg>--network=host</arg></createArgs>',
      "sandbox.createArgs item 1, '--network=host', is refused: networks are named by sandbox.engineNetworks; without a network of its own the sandbox has no rules of its own"],
  ['host-pid', '<createArgs><arg>--pid=host</arg></createArgs>',
      "sandbox.createArgs item 1, '--pid=host', is refused: it shares a namespace with the host or another container"],
  ['engine-socket', '<createArgs><arg>--volume=/var/run/docker.sock:/var/run/docker.sock</arg></createArgs>',
      "sandbox.createArgs item 1, '--volume=/var/run/docker.sock:/var/run/docker.sock', is refused: '/var/run/docker.sock:/var/run/docker.sock' is not NAME:/FOLDER: no file, folder or socket of the host enters the sandbox, only named volumes"],
  ['value-apart', '<createArgs><arg>--ulimit</arg><arg>nofile=4096</arg></createArgs>',
      "sandbox.createArgs item 1, '--ulimit', is refused: write --ulimit=nofile=4096 as one word"],
  ['unknown-option', '<createArgs><arg>--frobnicate</arg></createArgs>',
      "sandbox.createArgs item 1, '--frobnicate', is refused: what may be given is --add-host, "],
  ['unknown-name', allow('out no-such-host.test:80') + '<createArgs><arg>--dns=127.0.0.1</arg></createArgs>',
      "the sandbox refused to start the program; the line above that begins with 'sandbox:' tells why"],
  ['missing-network', '<engineNetworks><engineNetwork>no-such-network</engineNetwork></engineNetworks>',
      "the engine has no network 'no-such-network'; '$engine network ls' lists those that it has"],
]
def offline = [
  ['offline', from('localhost:1/base:1'),
      "base image 'localhost:1/base:1' is not in the cache, and Maven is offline (-o); build once online, or use an image of the engine with docker://"],
]

def write = { path, text ->
  def file = new File(basedir, path)
  file.parentFile.mkdirs()
  file.text = text
}
def pom = { parent, artifact, rest ->
  """<project>
    <modelVersion>4.0.0</modelVersion>
    <parent>
      <groupId>it</groupId>
      <artifactId>$parent</artifactId>
      <version>1</version>
    </parent>
    <artifactId>$artifact</artifactId>
    $rest
  </project>"""
}
[build: build, run: run, 'without-network': offline].each { group, cases ->
  def modules = cases.collect { "<module>${it[0]}</module>" }.join()
  write("$group/pom.xml", pom('bad-input', group, "<packaging>pom</packaging><modules>$modules</modules>"))
  cases.each { name, configuration, line ->
    write("$group/$name/pom.xml", pom(group, name, """<build>
      <plugins>
        <plugin>
          <groupId>io.github.mavensandbox</groupId>
          <artifactId>sandbox-maven-plugin</artifactId>
          <configuration>$configuration</configuration>
        </plugin>
      </plugins>
    </build>"""))
    // What is to be found out later than that there is nothing to run.
    if (!name.startsWith('empty-project')) {
      write("$group/$name/src/main/java/it/Main.java", """package it;
        public class Main {
          public static void main(String[] args) {}
        }""")
    }
  }
}
// All of them are meant.
write('run/.mvn/maven.config', "--projects\n${run.collect { it[0] }.join(',')}\n")
write('build/no-main-class/src/main/java/it/Main.java', 'package it; public class Main {}')
write('build/several-main-classes/src/main/java/it/Other.java',
    'package it; public class Other { public static void main(String[] args) {} }')

def old = new File(basedir, 'old-docker')
old.text = '''#!/bin/sh
case "$1" in
  --version) echo 'Docker version 1.13.1, build 092cba3' ;;
  *) echo '1.13.1 amd64 linux' ;;
esac
'''
old.executable = true

context.build = build
context.run = run
context.offline = offline
true
