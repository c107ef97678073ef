package io.github.mavensandbox.record;

import inet.ipaddr.IPAddressString;
import io.github.mavensandbox.text.PlainText;
import java.nio.charset.StandardCharsets;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;

/**
 * Names that a resolver is asked for, in the one text form that the record uses: in lower case (DNS
 * knows no case), with every byte but letters, digits, hyphens and underscores written as {@code
 * \DDD}, three decimal digits; so a dot always parts two labels.
 */
public final class DnsNames {

  private DnsNames() {}

  /**
   * The name that a look-up of a host asks for.
   *
   * @param host as a program has it; may hold anything
   */
  public static String ofHost(String host) {
    String relative = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    StringBuilder text = new StringBuilder();
    for (byte b : relative.getBytes(StandardCharsets.UTF_8)) {
      if (b == '.') {
        text.append('.');
      } else {
        append(text, b);
      }
    }
    return text.toString();
  }

  /**
   * The name that a look-up of the host of an address asks for.
   *
   * @param address canonical text
   */
  public static String ofAddress(String address) {
    return of(ReverseMap.fromAddress(new IPAddressString(address).getAddress().toInetAddress()));
  }

  /** At most 1020 characters, as a name has 255 bytes by the rules of DNS. */
  static String of(Name name) {
    StringBuilder text = new StringBuilder();
    // The last label is the root's, which is empty.
    for (int i = 0; i < name.labels() - 1; i++) {
      if (i > 0) {
        text.append('.');
      }
      byte[] label = name.getLabel(i);
      for (int j = 1; j < label.length; j++) {
        append(text, label[j]);
      }
    }
    return text.isEmpty() ? "." : text.toString();
  }

  private static void append(StringBuilder text, byte b) {
    if (b >= 'A' && b <= 'Z') {
      text.append((char) (b - 'A' + 'a'));
    } else if (b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '_') {
      text.append((char) b);
    } else {
      PlainText.appendEscaped(text, b);
    }
  }
}
