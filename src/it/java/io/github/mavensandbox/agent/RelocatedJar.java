package io.github.mavensandbox.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** A jar of classes whose packages are moved, as maven-shade-plugin does it. */
final class RelocatedJar implements AutoCloseable {

  private final JarOutputStream jar;
  private final Remapper remapper;

  /**
   * An empty one.
   *
   * @param packages where each goes, with slashes, the last one included
   */
  RelocatedJar(Path file, Map<String, String> packages) throws IOException {
    jar = new JarOutputStream(Files.newOutputStream(file));
    remapper =
        new Remapper(org.objectweb.asm.Opcodes.ASM9) {
          @Override
          public String map(String name) {
            return packages.entrySet().stream()
                .filter(moved -> name.startsWith(moved.getKey()))
                .map(moved -> moved.getValue() + name.substring(moved.getKey().length()))
                .findFirst()
                .orElse(name);
          }
        };
  }

  /** Adds a class with those that are nested in it. */
  void addClass(Path folder, String name) throws IOException {
    Path outer = folder.resolve(name);
    try (Stream<Path> files = Files.list(outer.getParent())) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().matches(outer.getFileName() + "(\\$.*)?\\.class")) {
          addClass(Files.readAllBytes(file));
        }
      }
    }
  }

  /** Adds all classes of another jar. */
  void addAll(Path other) throws IOException {
    try (ZipFile zip = new ZipFile(other.toFile())) {
      zip.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .filter(entry -> !entry.getName().startsWith("META-INF/"))
          .forEach(
              entry -> {
                try {
                  addClass(zip.getInputStream(entry).readAllBytes());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /** Adds a text file. */
  void addText(String path, String text) throws IOException {
    jar.putNextEntry(new ZipEntry(path));
    jar.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    jar.closeEntry();
  }

  private void addClass(byte[] bytes) throws IOException {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new ClassRemapper(writer, remapper), 0);
    jar.putNextEntry(new ZipEntry(remapper.map(reader.getClassName()) + ".class"));
    jar.write(writer.toByteArray());
    jar.closeEntry();
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
