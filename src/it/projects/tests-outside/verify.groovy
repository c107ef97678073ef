import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def (outside, skipped, direct, skip) =
    new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

// One line, with both folders counted.
def failure = outside.readLines().find { it.contains('Failed to execute goal') }
assert failure.contains('the result is not reliable: tests ran outside of the sandbox: '
    + 'again/TEST-it.OutsideTest.xml (and 1 more) was written in this build, but by no sandboxed run; '
    + 'bind sandbox:prepare to the build')

assert skipped.contains('no sandboxed run in this build')
assert skipped.contains('BUILD SUCCESS')

assert direct.contains('tests ran outside of the sandbox: surefire-reports/TEST-it.OutsideTest.xml was written')

assert skip.contains('skipped: sandbox.skip is set')

// The reports are written before the build fails.
def report = new JsonSlurper().parse(new File(basedir, 'target/sandbox/report.json'))
assert report.schema == 1 && report.runs == []
assert report.problems.size() == 1
def suite = new XmlSlurper().parse(new File(basedir, 'target/sandbox/TEST-sandbox.xml'))
assert suite.@errors == '1' && suite.testcase.size() == 1
