package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.image.json.PlatformNotFoundInBaseImageException;
import com.google.cloud.tools.jib.image.json.UnlistedPlatformInManifestListException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.text.PlainText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says in one line what Jib says in a chain of exceptions.
 *
 * @param image the image that Jib asked a registry for or pushed to it, such as {@code base image
 *     'app:1'}
 * @param failure what Jib threw
 */
record JibFailure(String image, Throwable failure) {

  private static final int TOO_MANY_REQUESTS = 429;

  /** What a registry, or a proxy before it, answers that will soon work again. */
  private static final Set<Integer> PASSING = Set.of(TOO_MANY_REQUESTS, 502, 503, 504);

  /** Five attempts within 15 seconds, unless the registry says when. */
  private static final int PAUSES = 4;

  /** A registry that counts by the hour asks for longer, and the build fails at once. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private static final Pattern OWN_WORDS = Pattern.compile("\"message\"\\s*:\\s*\"([^\"]{1,300})");

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** Returns the exception to throw: of this project where it has the reason, else a new one. */
  IOException explained() {
    Optional<IOException> ours =
        cause(ImageException.class)
            .map(IOException.class::cast)
            .or(() -> cause(EngineException.class).map(IOException.class::cast));
    return ours.orElseGet(() -> new ImageException(message(), failure));
  }

  /**
   * Returns how long to wait before the next attempt; empty when there is to be none.
   *
   * @param attempts how many there were
   */
  Optional<Duration> pause(int attempts) {
    if (attempts > PAUSES || passing().isEmpty()) {
      return Optional.empty();
    }
    Duration pause = asked().orElse(Duration.ofSeconds(1L << (attempts - 1)));
    return Optional.of(pause).filter(each -> each.compareTo(LONGEST_PAUSE) <= 0);
  }

  private Optional<ResponseException> passing() {
    return cause(ResponseException.class)
        .filter(answer -> PASSING.contains(answer.getStatusCode()));
  }

  /** As seconds; who gives a date is asked as if it had said nothing. */
  private Optional<Duration> asked() {
    return passing()
        .map(answer -> answer.getHeaders().getRetryAfter())
        .filter(text -> text.strip().matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text.strip())));
  }

  /** Returns what the registry answered, with its own words where it has some; safe to print. */
  String answer() {
    return passing().map(JibFailure::answer).orElseGet(() -> text(root(failure)));
  }

  private static String answer(ResponseException answer) {
    Matcher words = OWN_WORDS.matcher(String.valueOf(answer.getContent()));
    return PlainText.of(
        answer.getStatusCode() + (words.find() ? " \"" + words.group(1) + "\"" : ""));
  }

  private String message() {
    Optional<Integer> status = cause(ResponseException.class).map(ResponseException::getStatusCode);
    if (passing().isPresent()) {
      return "%s cannot be had: the registry answers %s; %s, or use an image of the engine with docker://"
          .formatted(
              image,
              answer(),
              status.get() == TOO_MANY_REQUESTS
                  ? "build later, or log in with 'docker login', which often allows more"
                  : "build later");
    }
    if (cause(RegistryUnauthorizedException.class).isPresent()
        || cause(RegistryAuthenticationFailedException.class).isPresent()) {
      return status.filter(code -> code == FORBIDDEN).isPresent()
          ? image + " is forbidden to this user of the registry; log in as one who may use it"
          : "%s needs a login, or is not there at all; run 'docker login', or set <auth>, and check the name"
              .formatted(image);
    }
    if (status.filter(code -> code == NOT_FOUND).isPresent()) {
      return image + " is not in the registry; check its name and tag";
    }
    if (cause(PlatformNotFoundInBaseImageException.class).isPresent()
        || cause(UnlistedPlatformInManifestListException.class).isPresent()) {
      return image + " is not there for the platform that is built for; choose another";
    }
    if (cause(RegistryCredentialsNotSentException.class).isPresent()) {
      return image + " needs a login, which is not sent to a registry without HTTPS";
    }
    if (cause(InsecureRegistryException.class).isPresent()) {
      return image + " is in a registry without HTTPS; only one on localhost may be";
    }
    if (text(root(failure)).contains("offline mode")) {
      return "%s is not in the cache, and Maven is offline (-o); build once online, or use an image of the engine with docker://"
          .formatted(image);
    }
    return unreachable().orElseGet(this::local);
  }

  private Optional<String> unreachable() {
    return Stream.of(
            UnknownHostException.class,
            ConnectException.class,
            NoRouteToHostException.class,
            SocketTimeoutException.class,
            SSLException.class)
        .flatMap(type -> cause(type).stream())
        .findFirst()
        .map(
            reason ->
                "%s cannot be had: the registry does not answer (%s); check the network, or use an image of the engine with docker://"
                    .formatted(image, text(reason)));
  }

  private String local() {
    Optional<String> corrupted =
        cause(CacheCorruptedException.class)
            .map(e -> "Jib's cache is damaged: " + text(e) + "; delete it and build again");
    Optional<String> cache =
        cause(CacheDirectoryCreationException.class)
            .map(e -> "cannot create a cache folder: " + text(root(e)));
    Optional<String> credentials =
        cause(CredentialRetrievalException.class)
            .map(e -> "the credential helper for " + image + " failed: " + text(root(e)));
    return corrupted
        .or(() -> cache)
        .or(() -> credentials)
        .orElseGet(() -> "cannot build on " + image + ": " + text(root(failure)));
  }

  private <T extends Throwable> Optional<T> cause(Class<T> type) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Returns one line; the exceptions of the file system say no more than a path. */
  private static String text(Throwable e) {
    String message = e.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    boolean speaks = e.getClass() == IOException.class || e instanceof CacheCorruptedException;
    return speaks && !line.isEmpty() ? line : e.getClass().getSimpleName() + ": " + line;
  }
}
