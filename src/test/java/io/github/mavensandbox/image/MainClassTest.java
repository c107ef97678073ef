package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassTest {

  @TempDir Path folder;

  @Test
  void theOnlyClassWithAMainMethodIsFound() throws Exception {
    Compiled.printing(folder, "Program", "hello");
    Compiled.into(folder, "Part", "void main() {}");

    assertThat(MainClass.find(folder)).isEqualTo("Program");
  }

  @Test
  void noneIsAnErrorThatSaysWhereToNameIt() throws Exception {
    Compiled.into(folder, "Part", "static void main(String[] notPublic) {}");

    assertThatThrownBy(() -> MainClass.find(folder))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "no main class in " + folder + "; add <container><mainClass>, or -Dsandbox.mainClass");
  }

  @Test
  void severalAreAllNamed() throws Exception {
    Compiled.printing(folder, "Second", "");
    Compiled.printing(folder, "First", "");

    assertThatThrownBy(() -> MainClass.find(folder))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "several main classes (First, Second); choose one with <container><mainClass>, or"
                + " -Dsandbox.mainClass");
  }

  @Test
  void anEmptyProjectIsAnError() {
    assertThatThrownBy(() -> MainClass.find(folder.resolve("classes")))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("no classes in " + folder.resolve("classes"));
  }

  @Test
  void aClassOfAVersionThatIsTooNewIsAnErrorThatSaysHowToDoWithoutLooking() throws Exception {
    Compiled.printing(folder, "Program", "");
    byte[] bytes = Files.readAllBytes(folder.resolve("Program.class"));
    bytes[7] = (byte) 200;
    Files.write(folder.resolve("Program.class"), bytes);

    assertThatThrownBy(() -> MainClass.find(folder))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("too new to look into; add <container><mainClass>");
  }
}
