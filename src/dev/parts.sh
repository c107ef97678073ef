# shellcheck shell=sh
# The parts of a long run: each has a log, a time and a number of tests, and all of them a table at the end. Sourced after
# common.sh.
#
# A part is told by its name; its files in $parts have that name without blanks: NAME.log, NAME.status when it has ended.

: "${root:?source common.sh first}"

parts=$root/target/verify

parts_begin() {
  rm -rf "$parts"
  mkdir -p "$parts"
  parts_began=$(date +%s)
}

part_file() {
  printf '%s/%s\n' "$parts" "$(printf %s "$1" | tr -c 'A-Za-z0-9\n' -)"
}

# part NAME REPORTS COMMAND [ARGUMENT...]: runs it to its end, and returns 0 whatever became of it. REPORTS is the folder below
# target with the JUnit reports that it writes, or -.
part() {
  part=$(part_file "$1")
  printf '%s\n' "$1" >"$part.name"
  printf '%s\n' "$2" >"$part.reports"
  : >"$part.began"
  printf '%s\n' "$part" >>"$parts/order"
  start=$(date +%s)
  title=$1
  shift 2
  {
    # In the background, as a function that is waited for by || would go on after a failure.
    "$@" &
    status=0
    wait $! || status=$?
    printf '%s\n' "$status" >"$part.ended"
  } 2>&1 | tee "$part.log" | sed -u "s/^/[$title] /"
  printf '%s\n' $(($(date +%s) - start)) >"$part.seconds"
  [ "$(cat "$part.ended")" -eq 0 ] || say "$title failed; what it said is in $part.log"
  mv "$part.ended" "$part.status"
}

# part_passed NAME: waits for its end.
part_passed() {
  until [ -e "$(part_file "$1").status" ]; do
    sleep 0.2
  done
  [ "$(cat "$(part_file "$1").status")" -eq 0 ]
}

# Prints what failed, the table and the closing line; fails where a part has.
parts_summary() {
  while read -r part; do
    [ ! -e "$part.status" ] || [ "$(cat "$part.status")" -eq 0 ] || part_failures "$part"
  done <"$parts/order"
  say 'what ran'
  while read -r part; do
    [ ! -e "$part.status" ] || part_counts "$part"
  done <"$parts/order" | awk -F '\t' -v wall=$(($(date +%s) - parts_began)) '
    BEGIN { printf "%-52s %6s %8s\n", "part", "tests", "seconds" }
    {
      printf "%-52s %6d %8d%s\n", $1, $2, $5, ($3 > 0 ? "   FAILED" : "")
      total += $2
      failed += $3
      skipped += $4
    }
    END {
      printf "%-52s %6d %8d\n", "all, side by side", total, wall
      printf "%d passed, %d failed, %d skipped\n", total - failed - skipped, failed, skipped
      exit (failed > 0 || total == 0)
    }'
}

# part_failures FILE: the failed tests as Surefire sums them up, else the last that the part said.
part_failures() {
  say "what failed in $(cat "$1.name")"
  failures=$(sed -n '/^\[ERROR\] \(Failures\|Errors\): *$/,/^\[ERROR\] Tests run: /p' "$1.log")
  if [ -n "$failures" ]; then
    printf '%s\n' "$failures" | head -n 60
  else
    tail -n 20 "$1.log"
  fi
}

# part_counts FILE: a line of name, tests, failed, skipped and seconds. A part without reports is one test, but where it says
# what it saw (yes or NO); one that failed with no failed test has one more.
part_counts() {
  reports=$(cat "$1.reports")
  if [ "$reports" != - ]; then
    find "$root/target/$reports" -maxdepth 1 -name 'TEST-*.xml' -newer "$1.began" -exec cat {} + 2>/dev/null |
      tr '\n' ' ' | grep -o '<testsuite [^>]*>' | sed 's/^/suite /' || true
  elif ! grep -E '^   (yes|NO)  ' "$1.log"; then
    echo alone
  fi | awk -v name="$(cat "$1.name")" -v status="$(cat "$1.status")" -v seconds="$(cat "$1.seconds")" '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    $1 == "suite" {
      tests += attribute("tests")
      failed += attribute("failures") + attribute("errors")
      skipped += attribute("skipped")
    }
    $1 == "yes" || $1 == "alone" { tests++ }
    $1 == "NO" { tests++; failed++ }
    END {
      if (status != 0 && failed == 0) {
        failed++
        if (tests != 1) tests++
      }
      printf "%s\t%d\t%d\t%d\t%d\n", name, tests, failed, skipped, seconds
    }'
}
