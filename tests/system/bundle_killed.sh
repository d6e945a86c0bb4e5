# SPDX-License-Identifier: Apache-2.0
# Whenever a run dies, the last good copies are there; the next run clears away what it left.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

wanted=20   # runs killed while they worked
attempts=80 # to get them, however fast the machine is from one moment to the next
archive=$scratch/archive
mkdir "$scratch/a" "$scratch/b"
large_archive "$archive" 50
last=$(last_file "$archive")
bundle=("$guidang" bundle "$archive" --date "$day" --copy street="$scratch/a" --copy community="$scratch/b" --lang en)

# good: both copies are whole; a side file vouches for the zip beside it.
good() {
  expect 0 "$guidang" verify "$scratch"/a/*.zip "$scratch"/b/*.zip
  local side
  for side in "$scratch"/[ab]/*.sha256; do
    [ -e "$side" ] || continue
    expect 0 bash -c 'cd "$(dirname "$1")" && sha256sum --quiet -c "$(basename "$1")"' _ "$side"
  done
}
complete() {
  only_copies "$scratch/a" "${small_zips[0]}"
  only_copies "$scratch/b" "${small_zips[1]}"
}

expect 0 "${bundle[@]}"
good
complete
echo 2 >"$last"
begun=$(date +%s%N)
expect 0 "${bundle[@]}"
span_ms=$((($(date +%s%N) - begun) / 1000000))
RANDOM=20270106

killed=0
debris=0
for ((round = 0; round < attempts && killed < wanted; ++round)); do
  echo "round $round" >"$last"             # both copies are stale
  wait_ms=$((RANDOM % span_ms))
  "${bundle[@]}" >/dev/null 2>&1 &
  run=$!
  sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
  kill -KILL "$run" 2>/dev/null || true
  ended "$run"
  case $ended in
    0) span_ms=$((span_ms * 4 / 5 + 20)) ;; # it was done before: kill the next ones sooner
    137) killed=$((killed + 1)) span_ms=$((span_ms * 21 / 20)) ;;
    *) fail "round $round: status $ended" ;;
  esac
  [ -z "$(find "$scratch/a" "$scratch/b" -name '.guidang-tmp-*')" ] || debris=$((debris + 1))
  good
done
say "killed $killed of $round runs; $debris left a temporary file"
[ "$killed" -ge "$wanted" ] || fail "too few runs were killed for this to say something"
[ "$debris" -ge 1 ] || fail "no run was killed while it wrote"
expect 0 "${bundle[@]}"
good
complete

# A run that is asked to end leaves nothing at all, and the copies that were there.
for signal in TERM:143 INT:130; do
  caught=0
  for ((round = 0; round < 20; ++round)); do
    echo "$signal $round" >"$last"
    before=$(contents "$scratch/a"; contents "$scratch/b")
    stopped_while_writing "$scratch/a" "${bundle[@]}" || continue
    kill -"${signal%:*}" "$stopped"
    kill -CONT "$stopped"
    ended "$stopped"
    [ "$ended" -eq "${signal#*:}" ] || fail "$signal: status $ended"
    [ "$(contents "$scratch/a"; contents "$scratch/b")" = "$before" ] || fail "$signal: something was left or written"
    [ -s "$log/background.err" ] || fail "$signal: nothing on stderr says why"
    good
    caught=1
    break
  done
  [ "$caught" -eq 1 ] || fail "$signal: no run could be halted"
  expect 0 "${bundle[@]}"
  good
  complete
done
