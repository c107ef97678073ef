package io.github.mavensandbox.it.maven;

/**
 * A POM by which tests run in the sandbox.
 *
 * @param artifact the artifact's name
 * @param properties more of them
 * @param dependencies more of them, beside JUnit
 * @param plugins more of them, beside this one
 * @param allowed the only rule of the policy
 * @param configuration more of this plugin's configuration
 * @param ofEngine what of that is for containers: their base, and the network with the servers
 */
public record TestPom(
    String artifact,
    String properties,
    String dependencies,
    String plugins,
    String allowed,
    String configuration,
    String ofEngine) {

  private static final String OF_ENGINE =
      KindUnderTest.isNamespaces()
          ? ""
          : """
            <from>
              <image>@it.base@</image>
            </from>
            <engineNetworks>
              <engineNetwork>@it.network@</engineNetwork>
            </engineNetworks>
            """;

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>it</groupId>
        <artifactId>ARTIFACT</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.source>17</maven.compiler.source>
          <maven.compiler.target>17</maven.compiler.target>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          <!-- A JVM that lives for a second spends half of it on compiling. -->
          <argLine>-XX:TieredStopAtLevel=1 -XX:+UseSerialGC</argLine>
          PROPERTIES
        </properties>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <version>@junit.version@</version>
            <scope>test</scope>
          </dependency>
          DEPENDENCIES
        </dependencies>
        <build>
          <pluginManagement>
            <plugins>
              <plugin>
                <groupId>org.apache.maven.plugins</groupId>
                <artifactId>maven-surefire-plugin</artifactId>
                <version>@surefire.version@</version>
              </plugin>
              <plugin>
                <groupId>org.apache.maven.plugins</groupId>
                <artifactId>maven-failsafe-plugin</artifactId>
                <version>@surefire.version@</version>
              </plugin>
              <plugin>
                <groupId>@project.groupId@</groupId>
                <artifactId>@project.artifactId@</artifactId>
                <version>@project.version@</version>
                <configuration>
                  ENGINE
                  <network>
                    <allow>
                      <rule>ALLOWED</rule>
                    </allow>
                  </network>
                </configuration>
                <executions>
                  <execution>
                    <goals>
                      <goal>prepare</goal>
                      <goal>check</goal>
                    </goals>
                  </execution>
                </executions>
              </plugin>
            </plugins>
          </pluginManagement>
          <plugins>
            PLUGINS
            <plugin>
              <groupId>@project.groupId@</groupId>
              <artifactId>@project.artifactId@</artifactId>
              <configuration>CONFIGURATION</configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  /** One with nothing more, and nothing allowed. */
  public static TestPom of(String artifact) {
    return new TestPom(artifact, "", "", "", "none", "", OF_ENGINE);
  }

  /** One whose tests run without an engine. */
  public TestPom withoutEngine() {
    return new TestPom(artifact, properties, dependencies, plugins, allowed, configuration, "");
  }

  public TestPom withProperties(String more) {
    return new TestPom(artifact, more, dependencies, plugins, allowed, configuration, ofEngine);
  }

  public TestPom withDependencies(String more) {
    return new TestPom(artifact, properties, more, plugins, allowed, configuration, ofEngine);
  }

  public TestPom withPlugins(String more) {
    return new TestPom(artifact, properties, dependencies, more, allowed, configuration, ofEngine);
  }

  public TestPom withAllowed(String rule) {
    return new TestPom(artifact, properties, dependencies, plugins, rule, configuration, ofEngine);
  }

  public TestPom withConfiguration(String more) {
    return new TestPom(artifact, properties, dependencies, plugins, allowed, more, ofEngine);
  }

  /** One whose Surefire has more of its elements. */
  public TestPom withSurefire(String elements) {
    return withPlugin("maven-surefire-plugin", elements);
  }

  /** One with a plugin of Maven's own. */
  public TestPom withPlugin(String name, String elements) {
    return withPlugins(
        plugins + "<plugin><artifactId>%s</artifactId>%s</plugin>".formatted(name, elements));
  }

  /** The text, with names between two @ for what {@link TestProject} fills in. */
  public String text() {
    return POM.replace("ARTIFACT", artifact)
        .replace("PROPERTIES", properties)
        .replace("DEPENDENCIES", dependencies)
        .replace("PLUGINS", plugins)
        .replace("ENGINE", ofEngine)
        .replace("ALLOWED", allowed)
        .replace("CONFIGURATION", configuration);
  }
}
