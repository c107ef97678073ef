# What was blocked, one line an endpoint, out of the counters and the log (in this order). The log's
# strings are the logger's own: addresses, numbers and our prefixes. verb: "blocked", or what would have been done.

function text(key,    t) {
  if (!match($0, "\"" key "\": *\"[^\"]*\"")) return ""
  t = substr($0, RSTART, RLENGTH)
  sub(/^"[^"]*": *"/, "", t)
  sub(/"$/, "", t)
  return t
}

function integer(key,    t) {
  if (!match($0, "\"" key "\": *[0-9]+")) return ""
  t = substr($0, RSTART, RLENGTH)
  sub(/^"[^"]*": */, "", t)
  return t
}

FILENAME == ARGV[1] {
  if ($2 ~ /-blocked$/) { sub(/-blocked$/, "", $2); blocked[$2] += $3 }
  next
}

{
  direction = text("oob.prefix")
  protocol = integer("ip.protocol")
  name = protocol == 6 ? "tcp" : protocol == 17 ? "udp" : protocol == 1 ? "icmp" : protocol == 58 ? "icmpv6" : "protocol " protocol
  address = text(direction == "out" ? "dest_ip" : "src_ip")
  if (address ~ /:/) address = "[" address "]"
  port = integer("dest_port")
  logged[direction]++
  if (direction == "noise") next
  endpoint = direction " " name " " address (port == "" ? "" : ":" port)
  if (!(endpoint in count)) order[++n] = endpoint
  count[endpoint]++
}

END {
  for (i = 1; i <= n && i <= 50; i++) print "sandbox: " verb " " order[i] ", " count[order[i]] (count[order[i]] == 1 ? " packet" : " packets")
  if (n > 50) print "sandbox: " verb " " n - 50 " more endpoints"
  for (direction in blocked) {
    if (direction == "noise" || blocked[direction] == 0 + logged[direction]) continue
    if (blocked[direction] > 0 + logged[direction]) print "sandbox: " verb " " blocked[direction] - logged[direction] " more packets " direction ", counted but not logged one by one"
    else print "sandbox: the record of blocked packets does not add up"
  }
}
