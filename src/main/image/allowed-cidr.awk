# ALLOWED_CIDR (addresses and CIDRs of both families, comma-separated) as members of the sets for both
# directions. Strict, because ipset is not: it looks names up, reads 010 as 8, and cuts host bits off,
# all without a word.

function refuse(item, why) {
  print "'" item "': " why > "/dev/stderr"
  exit 1
}

function emit(family, network) {
  if (network in emitted) return
  emitted[network] = 1
  print "add out-allow-any" family " " network
  print "add in-allow-any" family " " network
}

# Bits of a number of `width` bits at `offset` in the address that lie behind the prefix.
function has_host_bits(value, offset, width, prefix,    unit) {
  if (prefix >= offset + width) return 0
  # The bundle's awk has no power operator: Debian builds busybox without its mathematics.
  unit = 1
  while (offset + width > prefix && width-- > 0) unit *= 2
  return value % unit != 0
}

function number(text, most) {
  return text ~ /^(0|[1-9][0-9]*)$/ && length(text) <= 3 && text + 0 <= most
}

function ipv4(item, address, prefix,    part, n, i) {
  n = split(address, part, ".")
  if (n != 4) refuse(item, "an IPv4 address has four numbers, such as 10.0.0.0/8")
  for (i = 1; i <= 4; i++) {
    if (!number(part[i], 255)) refuse(item, "'" part[i] "' is not a number from 0 to 255 without leading zeros")
    if (has_host_bits(part[i], (i - 1) * 8, 8, prefix)) refuse(item, "bits are set behind the prefix of " prefix)
  }
  if (prefix == 0) {
    # A set has no prefix of 0.
    emit(4, "0.0.0.0/1")
    emit(4, "128.0.0.0/1")
  } else emit(4, address "/" prefix)
}

function hex(text,    value, i) {
  value = 0
  for (i = 1; i <= length(text); i++) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
  return value
}

function ipv6(item, address, prefix,    half, halves, left, right, group, n, m, i, text) {
  address = tolower(address)
  halves = split(address, half, "::")
  if (address ~ /:::/ || halves > 2 || address ~ /\./) refuse(item, "not an IPv6 address")
  n = half[1] == "" ? 0 : split(half[1], left, ":")
  m = halves < 2 || half[2] == "" ? 0 : split(half[2], right, ":")
  if (halves == 2 ? n + m > 7 : n != 8) refuse(item, "an IPv6 address has eight groups, or fewer and '::'")
  text = ""
  for (i = 1; i <= 8; i++) {
    group = i <= n ? left[i] : (i > 8 - m ? right[i - 8 + m] : "0")
    if (group !~ /^[0-9a-f]+$/ || length(group) > 4) refuse(item, "'" group "' is not a group of one to four hexadecimal digits")
    if (has_host_bits(hex(group), (i - 1) * 16, 16, prefix)) refuse(item, "bits are set behind the prefix of " prefix)
    text = text (i > 1 ? ":" : "") sprintf("%x", hex(group))
  }
  if (prefix == 0) {
    emit(6, "0:0:0:0:0:0:0:0/1")
    emit(6, "8000:0:0:0:0:0:0:0/1")
  } else emit(6, text "/" prefix)
}

{ value = value $0 }

END {
  if (value ~ /[^0-9a-fA-F:.\/,]/) {
    refuse(value, "only addresses and CIDRs, separated by commas without spaces; names and ports are for the POM")
  }
  n = split(value, item, ",")
  if (n == 0) refuse(value, "empty; leave the variable away for the image's own networks")
  for (i = 1; i <= n; i++) {
    if (item[i] == "") refuse(value, "item " i " is empty")
    parts = split(item[i], part, "/")
    family = part[1] ~ /:/ ? 6 : 4
    most = family == 4 ? 32 : 128
    if (parts > 2 || parts == 2 && !number(part[2], most)) refuse(item[i], "the prefix length is a number from 0 to " most)
    prefix = parts == 2 ? part[2] + 0 : most
    if (family == 4) ipv4(item[i], part[1], prefix)
    else ipv6(item[i], part[1], prefix)
  }
}
