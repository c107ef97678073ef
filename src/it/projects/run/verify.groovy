import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

// One log a call of Maven.
def (exit, properties, command, skip, pom, expected, violated) =
    new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

assert exit.contains('the program exited with 42')

assert properties.contains('program: said: one argument')
assert properties.contains('program: colour: red')
assert properties.contains('program: java.home: /opt/java')
assert properties.contains("program: http://${allowed4}:8080/: refused")
assert properties.contains("program: http://${blocked4}:8080/: hello")
assert properties.contains("add <rule>out ${allowed4}:8080/tcp</rule>")

assert command.contains('uid=10001(app) gid=10001(app) groups=10001(app)')
// An ordinary user's Podman ignores limits on control groups of version 1.
def podman = [engine, 'info', '--format', '{{.Host.Security.Rootless}} {{.Host.CgroupsVersion}}'].execute().text.trim()
assert podman == 'true v1' || command.readLines().contains("${256 * 1024 * 1024}" as String)
assert command.contains('eth0') && !command.contains('eth1')
assert command =~ /(?m)^shm +16384 /

assert skip.count('skipped: sandbox.skip is set') == 3

assert pom.contains('program: colour: green of the POM')
assert pom.contains('program: said: two words')
// With loopback.
assert pom.contains('program: networks: 3')
assert pom.contains("program: http://${allowed4}:8080/: hello")
assert pom.contains("program: http://${blocked4}:8080/: refused")
def environment = pom.readLines().find { it.startsWith('program: environment:') }
assert environment.contains('MODE=of the POM')
assert !environment.contains('TOKEN')

assert expected.contains('run (default-cli): nothing unexpected was blocked')
assert expected =~ /expected out tcp ${blocked4.replace('.', '\\.')}:8080 \(\d+ packets?, first /
assert !expected.contains('WARNING')

def gate = violated.readLines().find { it.contains('Failed to execute goal') }
assert gate.contains('1 violation of the policy; all of it is in ')
assert violated =~ /WARNING\] run \(default-cli\): blocked \d+ packets? that the policy does not allow:/
def suite = new XmlSlurper().parse(new File(basedir, 'target/sandbox/TEST-sandbox.xml'))
assert suite.testcase.size() == 1
assert suite.testcase.@classname == 'run/default-cli'
assert suite.testcase.@name.text() == "out tcp ${blocked4}:8080"
assert suite.testcase.failure.@message.text().endsWith("<rule>out ${blocked4}:8080/tcp</rule>")

def report = new JsonSlurper().parse(new File(basedir, 'target/sandbox/report.json'))
assert report.policy == ["allow ${allowed4}:8080/tcp"]
def run = report.runs[0]
assert report.runs.size() == 1
assert run.goal == 'run' && run.execution == 'default-cli' && run.exitCode == 0
def violation = run.violations[0]
assert run.violations.size() == 1
assert violation.address == blocked4 && violation.port == 8080 && violation.uid == 10001
assert violation.rule == "out ${blocked4}:8080/tcp"

// The raw record of each run is kept, and no container is left.
def runs = new File(basedir, 'target/sandbox/runs').listFiles()
assert runs.length == 6
runs.each { assert new File(it, 'blocked.pcap').length() > 0 }
// Each main class had an agent.
def attempts = runs.collect { new File(it, 'attempts/1.jsonl') }.findAll { it.exists() }
assert attempts.size() == 5
assert attempts.every { it.readLines()[0].startsWith('{"v":1,"type":"start"') }
assert [engine, 'ps', '--all', '--quiet', '--filter', 'ancestor=it-run-sandbox:1'].execute().text.empty
[engine, 'rmi', '--force', 'it-run-sandbox:1'].execute().waitFor()
true
