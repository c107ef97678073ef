// maven-invoker-plugin fills in pom.xml and invoker.properties only.
def properties = new File(basedir, 'properties.properties')
properties.text = properties.text.replace('@allowed4@', allowed4).replace('@blocked4@', blocked4)
true
