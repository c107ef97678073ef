package io.github.mavensandbox.surefire.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Java's options for a language and country. The names of an image's locales are not those of the
 * machine, and a base image rarely has more than {@code C.UTF-8}; the JVM brings all locales along,
 * and takes the options before the environment.
 */
public final class JvmLocale {

  private JvmLocale() {}

  /** Returns the options that give another JVM the locales of this one. */
  public static List<String> options() {
    return options(
        Locale.getDefault(Locale.Category.DISPLAY), Locale.getDefault(Locale.Category.FORMAT));
  }

  /**
   * Returns the options for two locales.
   *
   * @param display language of texts; also the JVM's default
   * @param format how numbers, dates and currencies are written
   */
  static List<String> options(Locale display, Locale format) {
    List<String> options = new ArrayList<>();
    parts(display).forEach((part, value) -> add(options, part, value, ""));
    if (!format.equals(display)) {
      Map<String, String> parts = parts(format);
      // What the format has not, the JVM would take from the other one.
      parts(display).keySet().forEach(part -> parts.putIfAbsent(part, ""));
      parts.forEach((part, value) -> add(options, part, value, ".format"));
    }
    return options;
  }

  private static Map<String, String> parts(Locale locale) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("language", locale.getLanguage());
    parts.put("script", locale.getScript());
    parts.put("country", locale.getCountry());
    parts.put("variant", locale.getVariant());
    parts.values().removeIf(String::isEmpty);
    return parts;
  }

  private static void add(List<String> options, String part, String value, String category) {
    options.add("-Duser." + part + category + "=" + value);
  }
}
