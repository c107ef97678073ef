package io.github.mavensandbox.mojo.config;

import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * A configuration of this plugin as it stands in a POM.
 *
 * @param where it stands, as a message begins
 */
record Source(String where, Xpp3Dom configuration) {}
