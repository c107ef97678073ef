import groovy.json.JsonSlurper

// One log a call of Maven.
def (exit, properties, command, skip, pom) =
    new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

assert exit.contains('the program exited with 42')

assert properties.contains('program: said: one argument')
assert properties.contains('program: colour: red')
assert properties.contains('program: java.home: /opt/java')
assert properties.contains('program: http://198.51.100.10:8080/: refused')
assert properties.contains('program: http://198.51.100.20:8080/: hello')
assert properties.contains('add <rule>out 198.51.100.10:8080/tcp</rule>')

assert command.contains('uid=10001(app) gid=10001(app) groups=10001(app)')
assert command.readLines().contains("${256 * 1024 * 1024}" as String)
assert command.contains('eth0') && !command.contains('eth1')
assert command =~ /(?m)^shm +16384 /

assert skip.count('skipped: sandbox.skip is set') == 3

assert pom.contains('program: colour: green of the POM')
assert pom.contains('program: said: two words')
// With loopback.
assert pom.contains('program: networks: 3')
assert pom.contains('program: http://198.51.100.10:8080/: hello')
assert pom.contains('program: http://198.51.100.20:8080/: refused')
def environment = pom.readLines().find { it.startsWith('program: environment:') }
assert environment.contains('MODE=of the POM')
assert !environment.contains('TOKEN')

def report = new JsonSlurper().parse(new File(basedir, 'target/sandbox/report.json'))
assert report.policy == ['allow 198.51.100.10:8080/tcp']
def run = report.runs[0]
assert run.goal == 'run' && run.exitCode == 0
def violation = run.violations[0]
assert run.violations.size() == 1
assert violation.address == '198.51.100.20' && violation.port == 8080 && violation.uid == 10001
assert violation.rule == 'out 198.51.100.20:8080/tcp'

// The raw record of each run is kept, and no container is left.
def runs = new File(basedir, 'target/sandbox/runs').listFiles()
assert runs.length == 4
runs.each { assert new File(it, 'blocked.pcap').length() > 0 }
assert "docker ps --all --quiet --filter ancestor=it-run-sandbox:1".execute().text.empty
"docker rmi --force it-run-sandbox:1".execute().waitFor()
true
