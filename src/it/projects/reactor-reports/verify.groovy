import groovy.json.JsonSlurper

// A module that fails ends the build, which all the same tells of all its modules.
def folder = new File(basedir, 'target/sandbox')
def reactor = new JsonSlurper().parse(new File(folder, 'reactor.json'))
assert reactor.modules*.module == ['it:reactor-good:1', 'it:reactor-bad:1']
assert reactor.modules[0].problems == []
assert reactor.modules[1].problems.size() == 1
assert reactor.notChecked == ['it:reactor-late:1']

def page = new File(folder, 'reactor.html').text
assert page.contains('it:reactor-bad:1: tests ran outside of the sandbox')
assert page.contains('it:reactor-late:1')

def result = new JsonSlurper().parse(new File(folder, 'reactor.sarif')).runs[0].results[0]
assert result.ruleId == 'sandbox/unreliable'
assert result.locations[0].physicalLocation.artifactLocation.uri == 'bad/pom.xml'

// A module's own report tells of the module alone.
assert new File(basedir, 'bad/target/sandbox/report.html').text.contains('tests ran outside of the sandbox')
assert !new File(basedir, 'good/target/sandbox/report.html').text.contains('reactor-bad')
