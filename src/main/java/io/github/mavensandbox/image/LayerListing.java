package io.github.mavensandbox.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The files that the layers in a tar of an image have. */
final class LayerListing {

  private static final int BUFFER = 64 * 1024;
  private static final int TAR_HEADER = 512;

  private final Map<String, List<FileTree.Entry>> layers = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  private final DockerArchive archive;

  LayerListing(InputStream tar) throws IOException {
    archive = DockerArchive.read(tar, this::visit);
  }

  DockerArchive archive() {
    return archive;
  }

  private void visit(TarArchiveEntry entry, InputStream content) throws IOException {
    if (entry.isSymbolicLink()) {
      // docker save writes a layer once, and links to it from where the image has it again.
      links.put(entry.getName(), entry.getLinkName().replaceFirst("^(\\.\\./)+", ""));
    } else if (entry.isFile()) {
      InputStream layer = uncompressed(new BufferedInputStream(content, BUFFER));
      if (isTar(layer)) {
        layers.put(entry.getName(), list(layer));
      }
    }
  }

  /**
   * Returns the files of the image's lowest layers, or nothing if one of them is of a kind that
   * cannot be read.
   */
  Optional<FileTree> files(int lowest) {
    FileTree tree = new FileTree();
    for (String name : archive.layers().subList(0, lowest)) {
      List<FileTree.Entry> layer = layers.get(links.getOrDefault(name, name));
      if (layer == null) {
        return Optional.empty();
      }
      tree.add(layer);
    }
    return Optional.of(tree);
  }

  private static InputStream uncompressed(InputStream layer) throws IOException {
    layer.mark(2);
    int magic = layer.read() | layer.read() << 8;
    layer.reset();
    return magic == GZIPInputStream.GZIP_MAGIC
        ? new BufferedInputStream(new GZIPInputStream(layer, BUFFER), BUFFER)
        : layer;
  }

  private static boolean isTar(InputStream layer) throws IOException {
    layer.mark(TAR_HEADER);
    byte[] header = layer.readNBytes(TAR_HEADER);
    layer.reset();
    return TarArchiveInputStream.matches(header, header.length);
  }

  private static List<FileTree.Entry> list(InputStream layer) throws IOException {
    List<FileTree.Entry> files = new ArrayList<>();
    // Names are bytes, of any encoding or none; as Latin-1 each of them can be read, whatever the
    // locale that Maven runs in, and the paths that are looked for are ASCII.
    TarArchiveInputStream in = new TarArchiveInputStream(layer, ISO_8859_1.name());
    for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      String path = entry.getName().replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
      if (!path.isEmpty()) {
        boolean executable = (entry.getMode() & 0111) != 0;
        files.add(new FileTree.Entry(path, entry.isDirectory(), link(entry), executable));
      }
    }
    return files;
  }

  private static @Nullable String link(TarArchiveEntry entry) {
    if (entry.isLink()) {
      return "/" + entry.getLinkName().replaceFirst("^(\\./|/)+", "");
    }
    return entry.isSymbolicLink() ? entry.getLinkName() : null;
  }
}
