package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomElementTest {

  @TempDir private Path folder;

  @Test
  void textBesideElementsIsFoundInEveryConfigurationOfThePlugin() throws Exception {
    String pom =
        """
        <project>
          <name>text <b>beside</b> what is no configuration</name>
          <build>
            <pluginManagement><plugins>
              <plugin><artifactId>ours</artifactId><configuration><a>1<b/></a></configuration></plugin>
            </plugins></pluginManagement>
            <plugins>
              <plugin><artifactId>theirs</artifactId><configuration>0<b/></configuration></plugin>
              <plugin>
                <artifactId> ours </artifactId>
                <configuration><c> <d><![CDATA[2]]><e>text alone</e></d> </c></configuration>
                <executions><execution><configuration><f><g/>3</f></configuration></execution></executions>
              </plugin>
            </plugins>
          </build>
          <profiles><profile><build><plugins>
            <plugin><artifactId>ours</artifactId><configuration><h/>4</configuration></plugin>
          </plugins></build></profile></profiles>
        </project>
        """;

    assertThat(strayTexts(pom, StandardCharsets.UTF_8)).containsExactly("1", "2", "3", "4");
  }

  @Test
  void commentsAndWhiteSpaceAreNoText() throws Exception {
    String pom =
        "<project><plugin><artifactId>ours</artifactId><configuration>\n <!-- why --> <a/>\n"
            + "</configuration></plugin></project>";

    assertThat(strayTexts(pom, StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void namesOfCharactersAndEncodingsAreReadAsMavenDoes() throws Exception {
    String pom =
        "<?xml version='1.0' encoding='ISO-8859-1'?><project><name>&copy; J\u00f6rg</name>"
            + "<plugin><artifactId>ours</artifactId><configuration>&auml;\u00f6<a/></configuration>"
            + "</plugin></project>";

    assertThat(strayTexts(pom, StandardCharsets.ISO_8859_1)).containsExactly("\u00e4\u00f6");
  }

  @Test
  void aPomThatIsNotXmlHasNoElements() throws Exception {
    Path pom = Files.writeString(folder.resolve("pom.yaml"), "artifactId: app\n");

    assertThat(PomElement.read(pom)).isEmpty();
  }

  private List<String> strayTexts(String pom, Charset charset) throws Exception {
    return PomElement.read(Files.writeString(folder.resolve("pom.xml"), pom, charset)).stream()
        .flatMap(root -> root.configurationsOf("ours"::equals))
        .flatMap(PomElement::withStrayText)
        .map(PomElement::text)
        .toList();
  }
}
