# SPDX-License-Identifier: Apache-2.0
# A reader that has seen enough is no fault; an answer that cannot be written is.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need_nobody

# quietly COMMAND…: into a reader that takes one line, or none; ends without a word, by the signal or with 0.
quietly() {
  local reader status
  for reader in "head -n 1" true; do
    : >"$log/err"
    status=0
    ("$@" 2>"$log/err" || exit $?) | $reader >"$log/out" || status=$?
    [ "$status" -eq 0 ] || [ "$status" -eq 141 ] || [ "$status" -eq 1 ] || fail "status $status: $* | $reader"
    silent
  done
}
quietly "$guidang" explain
quietly "$guidang" check "$source/examples/community" --date "$day" --report json
trap '' PIPE                               # as some supervisors have it: writing fails instead
quietly "$guidang" explain
quietly "$guidang" check "$source/examples/community" --date "$day" --report json
trap - PIPE
"$guidang" explain 2>"$log/err" | head -n 1 >"$log/out" || [ "${PIPESTATUS[0]}" -eq 141 ] || fail "explain | head"
[ -s "$log/out" ] || fail "explain | head shows nothing"

cp -r "$source/tests/archives/small" "$scratch/small"  # the sources may be closed to the other user
small=$scratch/small
expect 0 "$guidang" check "$small" --date "$day"
mkdir "$scratch/closed"
chmod 555 "$scratch/closed"
for place in "$scratch/closed/report.json" "$scratch/missing/report.json" "$scratch/closed"; do
  expect 2 as_nobody "$guidang" check "$small" --date "$day" --report "json=$place"
  says err "$scratch/"
done
no_debris "$scratch/closed"
expect 2 "$guidang" check "$small" --date "$day" --report json=

# A report that is replaced is replaced whole.
mkdir "$scratch/reports"
echo old >"$scratch/reports/r.json"
expect 0 "$guidang" check "$small" --date "$day" --report "json=$scratch/reports/r.json" --report text
grep -q '"format": "guidang-report"' "$scratch/reports/r.json" || fail "the report was not written"
[ -s "$log/out" ] || fail "the second report is missing"
[ "$(ls -A "$scratch/reports")" = r.json ] || fail "something else is in the folder"

# A device, a pipe or a link that is named for a report stays what it is. Devices are root's to make, so root's to lose.
report() { expect "$1" "$guidang" check "$small" --date "$day" --lang en --report "json=$2"; }
mkdir "$scratch/special"
mkfifo "$scratch/special/pipe"
cat "$scratch/special/pipe" >"$log/piped" &
reader=$!
report 0 "$scratch/special/pipe"
[ -p "$scratch/special/pipe" ] || fail "the pipe was replaced by a file"
wait "$reader"
cmp "$scratch/reports/r.json" "$log/piped" >&2 || fail "the pipe got another report"
echo old >"$scratch/special/real.json"
ln -s real.json "$scratch/special/link.json"
report 0 "$scratch/special/link.json"
[ -L "$scratch/special/link.json" ] || fail "the link was replaced by a file"
cmp "$scratch/reports/r.json" "$scratch/special/real.json" >&2 || fail "the report did not go where the link leads"
if mknod -m 666 "$scratch/special/null" c 1 3 2>"$log/err" && mknod -m 666 "$scratch/special/full" c 1 7; then
  report 0 "$scratch/special/null"
  [ -c "$scratch/special/null" ] || fail "the device was replaced by a file"
  report 2 "$scratch/special/full"
  says err "the disk is full"
fi
no_debris "$scratch/special"

# Standard output that is closed; what is opened instead must not get what was meant for it.
expect 2 bash -c 'exec "$@" >&-' _ "$guidang" check "$small" --date "$day" --lang en
says err "standard output"
expect 0 bash -c 'exec "$@" 2>&-' _ "$guidang" check "$small" --date "$day"
mkdir "$scratch/out"
expect 2 bash -c 'exec "$@" <&- >&- 2>&-' _ "$guidang" bundle "$small" --date "$day" --out "$scratch/out"
expect 0 "$guidang" verify "$scratch/out"/*.zip
expect 0 "$guidang" bundle "$small" --date "$day" --out "$scratch/out" --lang en
says out "up to date"

# Standard output that takes nothing.
if [ -c /dev/full ]; then
  for command in "check $small --date $day" "score $small --date $day --report json" "explain" "--help" "--version"; do
    status=0
    # shellcheck disable=SC2086 # words on purpose
    "$guidang" $command --lang en >/dev/full 2>"$log/err" || status=$?
    [ "$status" -eq 2 ] || fail "status $status though the answer was lost: $command"
    says err "standard output"
  done
fi
