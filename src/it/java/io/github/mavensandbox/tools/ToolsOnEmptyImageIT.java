package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tools work on an image with nothing else in it, with NET_ADMIN and NET_RAW only. */
class ToolsOnEmptyImageIT {

  private static EmptyImage image;

  @BeforeAll
  static void importTheImage() throws Exception {
    image = new EmptyImage(Bundle.file(hostArchitecture()));
  }

  @AfterAll
  static void removeTheImage() throws Exception {
    image.close();
  }

  @Test
  void everyProgramStarts() throws Exception {
    assertThat(
            image.run(
                """
                tool xtables-nft-multi iptables --version
                tool ipset --version
                tool setpriv --version
                tool setpriv --help
                tool ulogd --version
                tool timeout 10 /sandbox/bin/busybox echo in time
                tool env -i ONLY=this /sandbox/bin/busybox env
                """))
        .contains(
            "iptables v1.8.11 (nf_tables)",
            "ipset v7.",
            "setpriv from util-linux 2.41",
            "--seccomp-filter",
            "ulogd Version 2.",
            "in time\nONLY=this\n");
  }

  @Test
  void everyExtensionOfBothFamiliesCanBeLoadedAndReadBack() throws Exception {
    Set<String> printed =
        image
            .run(
                """
                /sandbox/bin/busybox grep CapEff /proc/self/status
                tool ipset restore <<'SETS'
                create nets4 hash:net family inet
                add nets4 198.51.100.0/24
                create ports6 hash:net,port family inet6
                add ports6 2001:db8::/32,6:443
                SETS
                tool xtables-nft-multi iptables-restore <<'RULES'
                """
                    + RULES4
                    + "RULES\ntool xtables-nft-multi ip6tables-restore <<'RULES'\n"
                    + RULES6
                    + """
                    RULES
                    tool xtables-nft-multi iptables-save -t filter
                    tool xtables-nft-multi ip6tables-save -t filter
                    tool ipset save
                    """)
            .lines()
            .collect(Collectors.toSet());

    assertThat(printed)
        .containsAll(RULES4.lines().toList())
        .containsAll(RULES6.lines().toList())
        .as("with NET_ADMIN and NET_RAW only")
        .contains("CapEff:\t0000000000003000")
        .contains("add nets4 198.51.100.0/24", "add ports6 2001:db8::/32,6:443");
  }

  @Test
  void theLoggerWritesWhatTheRulesLogged() throws Exception {
    assertThat(
            image.run(
                """
                tool xtables-nft-multi iptables-restore <<'RULES'
                *filter
                -A OUTPUT -p tcp -m tcp --dport 9 -j NFLOG --nflog-prefix out --nflog-group 5
                COMMIT
                RULES
                cat() { /sandbox/bin/busybox cat "$@"; }
                # Podman makes a root directory that is not for writing.
                /sandbox/bin/busybox chmod u+w /
                cat >/ulogd.conf <<'CONF'
                [global]
                logfile="/ulogd.log"
                plugin="/sandbox/lib/ulogd/ulogd_inppkt_NFLOG.so"
                plugin="/sandbox/lib/ulogd/ulogd_raw2packet_BASE.so"
                plugin="/sandbox/lib/ulogd/ulogd_filter_IP2STR.so"
                plugin="/sandbox/lib/ulogd/ulogd_output_JSON.so"
                plugin="/sandbox/lib/ulogd/ulogd_output_PCAP.so"
                stack=in:NFLOG,base:BASE,text:IP2STR,json:JSON
                stack=in:NFLOG,base:BASE,pcap:PCAP
                [in]
                group=5
                [json]
                file="/blocked.json"
                sync=1
                [pcap]
                file="/blocked.pcap"
                sync=1
                CONF
                tool ulogd -c /ulogd.conf &
                # It is ready some milliseconds later; what was sent before is not logged.
                tries=0
                until [ -s /blocked.json ] || [ $tries -eq 100 ]; do
                  /sandbox/bin/busybox nc 127.0.0.1 9 || /sandbox/bin/busybox sleep 0.05
                  tries=$((tries + 1))
                done
                kill $!
                wait $! || true
                cat /blocked.json /ulogd.log
                /sandbox/bin/busybox od -An -N4 -tx1 /blocked.pcap
                """))
        .contains("\"dest_ip\": \"127.0.0.1\"", "\"dest_port\": 9", "\"oob.prefix\": \"out\"")
        .contains(" d4 c3 b2 a1");
  }

  private static final String RULES4 =
      """
      *filter
      :INPUT DROP [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT DROP [0:0]
      :accept - [0:0]
      :blocked - [0:0]
      -A INPUT -i lo -j ACCEPT
      -A INPUT -m connmark --mark 0x1 -j ACCEPT
      -A INPUT -m set --match-set nets4 src -m conntrack --ctstate NEW -j accept
      -A INPUT -m pkttype --pkt-type broadcast -j DROP
      -A OUTPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT
      -A OUTPUT -p udp -m multiport --dports 53,853 -j blocked
      -A OUTPUT -p udp -m udp --dport 67:68 -j blocked
      -A OUTPUT -m owner --uid-owner 10001 -j blocked
      -A OUTPUT -m mark --mark 0x2 -j blocked
      -A OUTPUT -m comment --comment article -j accept
      -A accept -j CONNMARK --set-xmark 0x1/0xffffffff
      -A accept -j ACCEPT
      -A blocked -m limit --limit 5/sec -j RETURN
      -A blocked -m hashlimit --hashlimit-upto 10/sec --hashlimit-burst 20 --hashlimit-mode dstip,dstport --hashlimit-name out -j NFLOG --nflog-prefix out --nflog-group 5
      -A blocked -p tcp -j REJECT --reject-with tcp-reset
      -A blocked -j REJECT --reject-with icmp-admin-prohibited
      COMMIT
      """;

  private static final String RULES6 =
      """
      *filter
      :INPUT DROP [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT DROP [0:0]
      :blocked - [0:0]
      -A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 135 -m hl --hl-eq 255 -j ACCEPT
      -A OUTPUT -p tcp -m set --match-set ports6 dst,dst -j ACCEPT
      -A OUTPUT -p tcp -m tcp --dport 8000:8010 -j blocked
      -A blocked -p tcp -j REJECT --reject-with tcp-reset
      -A blocked -j REJECT --reject-with icmp6-adm-prohibited
      COMMIT
      """;

  private static String hostArchitecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
