// By its prefix, and with the goals that a user has.
def log = new File(basedir, 'build.log').text
assert log.contains('sandbox:help')
