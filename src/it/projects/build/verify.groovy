import groovy.json.JsonSlurper

def output = { String... command -> new ProcessBuilder(command).start().inputStream.text }
def json = { text -> new JsonSlurper().parseText(text) }

try {
  def (first, second, tar, registry) = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
  def id = { log, references -> (log =~ /\[INFO\] built $references\b.* \((sha256:[0-9a-f]{64})\)/)[0][1] }

  def built = id(first, 'it-build:1')
  def image = json(output(engine, 'image', 'inspect', 'it-build:1'))[0]
  // Podman leaves out the kind of digest, and says where a name is from.
  assert "sha256:${image.Id - 'sha256:'}" == built
  assert image.RepoTags*.replaceFirst('^localhost/', '').containsAll(['it-build:1', 'it-build:latest'])
  assert image.Created == '2026-01-31T12:00:00Z'
  image.Config.with {
    assert User == '0'
    assert Entrypoint == ['/sandbox/entrypoint']
    assert Cmd == ['java', '-Xms64m', '-cp', '/app/resources:/app/classes', 'it.Main', 'some']
    assert Env.contains('MODE=test')
    assert ExposedPorts.keySet() == ['8080/tcp', '5000/udp', '5001/udp'] as Set
    assert Labels.team == 'net'
    assert Volumes.keySet() == ['/data'] as Set
    assert WorkingDir == '/tmp'
  }

  // The same image again: by its id, and by nothing being sent.
  assert first.contains('Loading')
  assert id(second, 'it-build:1') == built
  assert !second.contains('Loading')

  // Wherever the base comes from and the image goes to, it is the same one.
  assert id(tar, "it-build:1, it-build:latest in $basedir/target/image.tar") == built
  def manifest = json(output('tar', '-xOf', "$basedir/target/image.tar", 'manifest.json'))[0]
  assert manifest.RepoTags.contains('it-build:1')

  assert id(registry, "localhost:${context.port}/app:1") == built
  def pushed = new URL("http://127.0.0.1:${context.port}/v2/app/manifests/1").openConnection()
  pushed.setRequestProperty('Accept', 'application/vnd.docker.distribution.manifest.v2+json')
  assert json(pushed.inputStream.text).config.digest == built
} finally {
  context.registry?.destroy()
  output(engine, 'rmi', '--force', 'it-build:1', 'it-build:latest', 'it-build-base:1')
}
true
