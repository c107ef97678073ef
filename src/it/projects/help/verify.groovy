// By its prefix, and with the goals that a user has.
def log = new File(basedir, 'build.log').text
['build', 'check', 'help', 'policy', 'run'].each { assert log.contains("sandbox:$it") }

// The manual of a goal: each parameter with its property, and what to paste.
assert log.contains('User property: sandbox.allow')
assert log.contains('<rule>out db.internal:5432/tcp</rule>')
