// A base that is small, because its java is none; a registry that has it; and the properties that name these.

def run = { String... command ->
  def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
  def output = process.inputStream.text
  assert process.waitFor() == 0 : "${command.join(' ')}: $output"
}

def folder = new File(basedir, 'base')
folder.mkdirs()
new File(folder, 'Dockerfile').text = 'FROM sandbox-dev/no-java:1\nCOPY java /bin/java\n'
def java = new File(folder, 'java')
java.text = '#!/bin/sh\n'
java.executable = true
run(engine, 'build', '--quiet', '--tag', 'it-build-base:1', 'base')
// By a pipe: the engine may be another user's.
new File(basedir, 'base.tar').withOutputStream { tar ->
  new ProcessBuilder(engine, 'save', 'it-build-base:1').start().inputStream.transferTo(tar)
}

def port = new ServerSocket(0).withCloseable { it.localPort }
new File(basedir, 'registry.yml').text = """\
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $basedir/registry}}
http: {addr: '127.0.0.1:$port'}
"""
try {
  context.registry = new ProcessBuilder('docker-registry', 'serve', 'registry.yml').directory(basedir)
      .redirectErrorStream(true).redirectOutput(new File(basedir, 'registry.log')).start()
} catch (IOException e) {
  throw new IOException("docker-registry is missing; 'apt-get install docker-registry', or src/dev/verify.sh", e)
}
context.port = port
for (int attempt = 0; ; attempt++) {
  try {
    new Socket('127.0.0.1', port).close()
    break
  } catch (ConnectException e) {
    assert attempt < 100 : new File(basedir, 'registry.log').text
    sleep(100)
  }
}
run(engine, 'tag', 'it-build-base:1', "localhost:$port/base:1")
// Docker takes this machine's registries without TLS by itself.
def tls = engine.endsWith('podman') ? ['--tls-verify=false'] : []
run(engine, 'push', '--quiet', *tls, "localhost:$port/base:1")
run(engine, 'rmi', "localhost:$port/base:1")

new File(basedir, 'tar.properties').text = """\
sandbox.engine = /no/such/engine
sandbox.from.image = tar://$basedir/base.tar
sandbox.to.tar = target/image.tar
"""
new File(basedir, 'registry.properties').text = """\
sandbox.engine = /no/such/engine
sandbox.from.image = localhost:$port/base:1
sandbox.to.image = registry://localhost:$port/app:1
"""
true
