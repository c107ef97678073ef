package io.github.mavensandbox.surefire.namespaces;

import java.util.List;

/**
 * A part of the kernel that a firewall in namespaces needs, and how to try it alone.
 *
 * @param name as messages name it
 * @param modules the kernel's modules that have it, as {@code modprobe} takes them
 * @param links input of {@code ip -batch}
 * @param sets input of {@code ipset restore}
 * @param rules4 input of {@code iptables-restore}
 * @param rules6 input of {@code ip6tables-restore}
 */
public record KernelPart(
    String name, String modules, String links, String sets, String rules4, String rules6) {

  /** Every part, those first that others build on. */
  public static final List<KernelPart> ALL =
      List.of(
          new KernelPart("veth", "veth", "link add name one type veth peer name two\n", "", "", ""),
          rules("nf_tables", "nf_tables nft_compat", ""),
          set("hash:net", "ip_set_hash_net"),
          set("hash:net,port", "ip_set_hash_netport"),
          set("hash:ip", "ip_set_hash_ip"),
          new KernelPart(
              "match set",
              "xt_set",
              "",
              "create a hash:ip\n",
              table("-m set --match-set a dst -j DROP"),
              ""),
          rules("match conntrack", "xt_conntrack", "-m conntrack --ctstate NEW -j DROP"),
          rules("match connmark", "xt_connmark", "-m connmark --mark 0x1 -j DROP"),
          rules("target CONNMARK", "xt_connmark", "-j CONNMARK --set-xmark 0x1/0xffffffff"),
          rules("match tcp", "xt_tcpudp", "-p tcp -m tcp --dport 7 -j DROP"),
          rules("match udp", "xt_tcpudp", "-p udp -m udp --dport 7 -j DROP"),
          rules("match multiport", "xt_multiport", "-p tcp -m multiport --dports 7,9 -j DROP"),
          rules("match pkttype", "xt_pkttype", "-m pkttype --pkt-type broadcast -j DROP"),
          rules(
              "match hashlimit",
              "xt_hashlimit",
              "-m hashlimit --hashlimit-upto 20/sec --hashlimit-mode dstip --hashlimit-name a"
                  + " -j DROP"),
          rules6("match icmp6", "ip6_tables", "-p ipv6-icmp -m icmp6 --icmpv6-type 133 -j DROP"),
          rules6("match hl", "xt_hl", "-m hl --hl-eq 255 -j DROP"),
          rules("target NFLOG", "xt_NFLOG nfnetlink_log", "-j NFLOG --nflog-group 5"),
          new KernelPart(
              "target REJECT",
              "ipt_REJECT ip6t_REJECT",
              "",
              "",
              table("-j REJECT --reject-with icmp-admin-prohibited"),
              table("-j REJECT --reject-with icmp6-adm-prohibited")));

  /**
   * A part that the kernel lacks.
   *
   * @param said what the tool said that wanted it
   */
  public record Missing(KernelPart part, String said) {}

  private static KernelPart set(String type, String module) {
    String sets = "create a %1$s\ncreate b %1$s family inet6\n".formatted(type);
    return new KernelPart("ipset " + type, module, "", sets, "", "");
  }

  private static KernelPart rules(String name, String modules, String rule) {
    return new KernelPart(name, modules, "", "", table(rule), table(rule));
  }

  private static KernelPart rules6(String name, String modules, String rule) {
    return new KernelPart(name, modules, "", "", "", table(rule));
  }

  private static String table(String rule) {
    String line = rule.isEmpty() ? "" : "-A OUTPUT " + rule + "\n";
    return "*filter\n:OUTPUT DROP [0:0]\n" + line + "COMMIT\n";
  }
}
