package io.github.mavensandbox.mojo.tests;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Writer;

/**
 * Maven's settings, as tests may read them: where the local repository is, and by which names
 * artifacts came there. Passwords, servers, proxies and properties stay outside.
 */
public final class SettingsForTests {

  /** The scheme, and the host with its port; a password may have any character. */
  private static final Pattern URL = Pattern.compile("([a-z0-9+.-]+://)(?:.*@)?([^/?#@]+).*");

  private SettingsForTests() {}

  /** Returns them as the text of a {@code settings.xml}. */
  public static String of(Settings given, Path localRepository) {
    Settings settings = new Settings();
    settings.setLocalRepository(localRepository.toString());
    settings.setOffline(given.isOffline());
    for (Mirror mirror : given.getMirrors()) {
      Mirror copy = mirror.clone();
      copy.setUrl(withoutSecrets(mirror.getUrl()));
      settings.addMirror(copy);
    }
    for (Profile profile : given.getProfiles()) {
      Profile copy = new Profile();
      copy.setId(profile.getId());
      profile.getRepositories().forEach(found -> copy.addRepository(withoutSecrets(found)));
      profile
          .getPluginRepositories()
          .forEach(found -> copy.addPluginRepository(withoutSecrets(found)));
      settings.addProfile(copy);
      // By what a profile is activated may be secret, and one too many only adds repositories.
      settings.addActiveProfile(copy.getId());
    }
    StringWriter text = new StringWriter();
    try {
      new SettingsXpp3Writer().write(text, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Repository withoutSecrets(Repository repository) {
    Repository copy = repository.clone();
    copy.setUrl(withoutSecrets(repository.getUrl()));
    return copy;
  }

  /** A URL's path may have a token. Resolvers compare names of repositories, and not their URLs. */
  private static String withoutSecrets(String url) {
    if (url == null || url.startsWith("file:")) {
      return Objects.requireNonNullElse(url, "");
    }
    Matcher parts = URL.matcher(url);
    return parts.matches() ? parts.group(1) + parts.group(2) + "/" : "";
  }
}
