package io.github.mavensandbox.image;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of localhost that only its own key vouches for.
 *
 * @param certificate the certificate as PEM
 * @param key its key as PEM
 */
record SelfSigned(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";

  static SelfSigned in(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    CommandLine.ofJdk("keytool", "-genkeypair", "-alias", "registry", "-keyalg", "RSA")
        .with("-dname", "CN=localhost", "-storetype", "PKCS12")
        .with("-keystore", store.toString(), "-storepass", PASSWORD)
        .output();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new SelfSigned(
        pem(folder, "CERTIFICATE", keys.getCertificate("registry").getEncoded()),
        pem(folder, "PRIVATE KEY", keys.getKey("registry", PASSWORD.toCharArray()).getEncoded()));
  }

  private static Path pem(Path folder, String kind, byte[] content) throws Exception {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(content)
            + "\n-----END "
            + kind
            + "-----\n";
    return Files.writeString(folder.resolve(kind.replace(' ', '-') + ".pem"), text);
  }
}
