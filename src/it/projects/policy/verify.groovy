def (both, none, bad) = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

// In words, and as it is loaded.
assert both =~ /10\.0\.0\.0\/8 +in and out, every protocol/
assert both =~ /out db\.internal:5432\/tcp +out, TCP port 5432/
assert both =~ /10\.1\.0\.0\/16 +in and out, every protocol/
assert both.contains(':OUTPUT DROP [0:0]')
assert both.contains('-A OUTPUT -m set --match-set out-deny-any4 dst -j blocked-out')
assert both.contains('add out-allow-any4 10.0.0.0/8')
assert both.contains('db.internal out-named-port ,6:5432')

assert none.contains(':OUTPUT DROP [0:0]')
assert !(none =~ /add (out|in)-(allow|named|exact)/)

assert bad.contains("<allow> rule 1, '10.0.0.0/33': prefix length 33 is longer than an IPv4 address (32)")

// It touches nothing.
assert !new File(basedir, 'target').exists()
