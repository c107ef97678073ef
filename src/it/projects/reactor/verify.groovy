def (root, named, directory, parent) =
    new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

assert root.count('skipped: not the module to run; start Maven in a module\'s directory or name it with -pl') == 3
assert !root.contains('program:')

assert named.readLines().findAll { it.startsWith('program:') } == ['program: app on /app/libs/reactor-lib/']

assert directory.readLines().findAll { it.startsWith('program:') } == ['program: tool']

assert parent.count("skipped: a project with packaging 'pom' has no program") == 2

[engine, 'rmi', '--force', 'reactor-app-sandbox:1', 'reactor-tool-sandbox:1'].execute().waitFor()
true
