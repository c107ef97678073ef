/*
 * What arrives at a host, whoever listens there or not, and a stranger who calls others.
 *
 *   receiver INTERFACE            prints a line for each kind of packet that comes in by it, once:
 *                                 PROTOCOL SOURCE DESTINATION DESTINATION-PORT TOKEN; "-" for none
 *   receiver stranger ADDRESS     calls the ports 7070 and 7071 (UDP, from 53 and 5353) and 7072 (TCP), ten times a second
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINES 4096
static char known[LINES][200];
static int lines;

static void tell(const char *line) {
  for (int i = 0; i < lines; i++) if (!strcmp(known[i], line)) return;
  if (lines < LINES) strcpy(known[lines++], line);
  puts(line);
  fflush(stdout);
}

/* What attacks send has "adv-" and their name in it. */
static void find_token(const unsigned char *bytes, int length, char *token) {
  strcpy(token, "-");
  for (int i = 0; i + 4 < length; i++) {
    if (memcmp(bytes + i, "adv-", 4)) continue;
    int n = 0;
    while (i + n < length && n < 60 && (islower(bytes[i + n]) || isdigit(bytes[i + n]) || bytes[i + n] == '-')) n++;
    memcpy(token, bytes + i, n);
    token[n] = 0;
    return;
  }
}

static void report(const unsigned char *frame, int length) {
  char from[64], to[64], token[64], line[200];
  int type = frame[12] << 8 | frame[13], protocol, head, port = -1;
  int fragment = 0;
  const unsigned char *ip = frame + 14;
  if (type == ETH_P_IP && length >= 34) {
    protocol = ip[9], head = (ip[0] & 15) * 4;
    fragment = (ip[6] & 31) << 8 | ip[7];
    inet_ntop(AF_INET, ip + 12, from, sizeof from);
    inet_ntop(AF_INET, ip + 16, to, sizeof to);
  } else if (type == ETH_P_IPV6 && length >= 54) {
    protocol = ip[6], head = 40;
    if (protocol == 0 && length >= 62) protocol = ip[40], head = 40 + (ip[41] + 1) * 8;
    if (protocol == 44 && length >= 62) protocol = ip[40], head = 48, fragment = ip[42] << 5 | ip[43] >> 3;
    inet_ntop(AF_INET6, ip + 8, from, sizeof from);
    inet_ntop(AF_INET6, ip + 24, to, sizeof to);
  } else return;
  if (!fragment && (protocol == 6 || protocol == 17 || protocol == 136) && length >= 14 + head + 4)
    port = ip[head + 2] << 8 | ip[head + 3];
  find_token(ip, length - 14, token);
  snprintf(line, sizeof line, "%d %s %s %d %s", protocol, from, to, port, token);
  tell(line);
  /* Groups that somebody joins are told by their addresses. */
  if (protocol == 2 || (protocol == 58 && ip[head] == 143)) {
    int records = protocol == 2 ? ip[head + 7] : ip[head + 7], size = protocol == 2 ? 4 : 16;
    if (protocol == 2 && ip[head] != 0x22) return;
    const unsigned char *group = ip + head + 12;
    for (int i = 0; i < records && group + size <= frame + length; i++, group += 4 + size) {
      inet_ntop(protocol == 2 ? AF_INET : AF_INET6, group, to, sizeof to);
      snprintf(line, sizeof line, "%d %s %s -1 -", protocol, from, to);
      tell(line);
    }
  }
}

static int stranger(const char *address) {
  struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
  inet_pton(AF_INET, address, &to.sin_addr);
  int ports[] = {53, 5353}, on = 1, udp[2];
  for (int i = 0; i < 2; i++) {
    from.sin_port = htons(ports[i]);
    udp[i] = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(udp[i], SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(udp[i], (void *)&from, sizeof from)) return perror("bind"), 1;
  }
  for (;;) {
    for (int i = 0; i < 2; i++) {
      to.sin_port = htons(7070 + i);
      sendto(udp[i], "knock", 5, MSG_DONTWAIT, (void *)&to, sizeof to);
    }
    to.sin_port = htons(7072);
    int tcp = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connect(tcp, (void *)&to, sizeof to);
    usleep(100000);
    close(tcp);
  }
}

int main(int count, char **words) {
  static unsigned char frame[65536];
  if (count == 3) return stranger(words[2]);
  struct sockaddr_ll all = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL)}, from;
  all.sll_ifindex = if_nametoindex(words[1]);
  int s = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
  if (s < 0 || bind(s, (void *)&all, sizeof all)) return perror(words[1]), 1;
  puts("ready");
  fflush(stdout);
  for (;;) {
    socklen_t size = sizeof from;
    int length = recvfrom(s, frame, sizeof frame, 0, (void *)&from, &size);
    if (length > 14 && from.sll_pkttype != PACKET_OUTGOING) report(frame, length);
  }
}
