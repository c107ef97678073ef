def (build, run, offline) = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

def check = { log, goal, cases ->
  cases.each { name, configuration, line ->
    def errors = log.readLines().findAll {
      it =~ /^\[ERROR\] Failed to execute goal \S+:$goal \(default-cli\) on project $name: /
    }
    assert errors.size() == 1 : name
    assert errors[0].contains(" on project $name: $line")
    assert errors[0] =~ /-> \[Help \d\]$/ : "'$name' takes more than a line"
  }
}
check(build, 'build', context.build)
check(run, 'run', context.run)
check(offline, 'build', context.offline)
assert run.contains("sandbox: 'no-such-host.test' does not resolve")

// Nothing half-done is left: no image of a build that failed, no container at all.
def listed = { String... command ->
  // Podman says where a name is from.
  new ProcessBuilder([engine, *command]).start().inputStream.readLines()*.replaceFirst('^localhost/', '')
}
def images = listed('image', 'ls', '--format', '{{.Repository}}')
(context.build + context.offline).each { assert !images.contains("${it[0]}-sandbox" as String) }
def containers = listed('ps', '--all', '--format', '{{.Image}}')
context.run.each { assert !containers.contains("${it[0]}-sandbox:1" as String) }

listed(['rmi', '--force', *context.run.collect { "${it[0]}-sandbox:1" as String }] as String[])
true
