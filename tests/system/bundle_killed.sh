# SPDX-License-Identifier: Apache-2.0
# Whenever a run dies, the last good copies are there; the next run clears away what it left.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

wanted=${GUIDANG_KILLS:-40} # runs killed while they worked
attempts=$((4 * wanted))    # to get them, however fast the machine is from one moment to the next
archive=$scratch/archive
mkdir "$scratch/a" "$scratch/b"
large_archive "$archive" 10
last=$(last_file "$archive")
bundle=("$guidang" bundle "$archive" --date "$day" --copy street="$scratch/a" --copy community="$scratch/b" --lang en)
first=$scratch/a/${small_zips[0]}.zip
second=$scratch/b/${small_zips[1]}.zip

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
untouched() { state "$archive" | diff "$log/archive" - >&2 || fail "the evidence was touched"; }

mkfifo "$scratch/never"
exec 8<>"$scratch/never"
# pause MILLISECONDS: without a process of its own, which would take longer than some phases of a run.
pause() { read -r -t "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))" -u 8 || true; }

# The zips as they were before a run, under another name: what has still this file is the old one.
keep_first=$scratch/kept-first
keep_second=$scratch/kept-second
keep() {
  ln -f "$first" "$keep_first"
  ln -f "$second" "$keep_second"
}

# phase: what the run that died was at, as far as its traces tell. A temporary file as large as the zip will be is
# written, and being flushed, read back or renamed.
phase() {
  local temporary size
  temporary=$(find "$scratch/a" "$scratch/b" -name '.guidang-tmp-*' -printf '%s\n' | sort -n | tail -n 1)
  size=$(stat -c %s "$keep_first")
  local copy=2
  [ "$first" -ef "$keep_first" ] && copy=1
  if ! [ "$second" -ef "$keep_second" ]; then
    if [ -e "$second.sha256" ]; then echo "6 at the end"; else echo "5 receipts"; fi
  elif [ -z "$temporary" ]; then
    if [ "$copy" -eq 1 ]; then echo "1 reading"; else echo "4 between the copies"; fi
  elif [ "$temporary" -lt $((size - 4096)) ]; then
    echo "2 writing copy $copy"
  else
    echo "3 flushing or reading back copy $copy"
  fi
}

expect 0 "${bundle[@]}"
good
complete
echo 2 >"$last"
begun=$(date +%s%N)
expect 0 "${bundle[@]}"
span_ms=$((($(date +%s%N) - begun) / 1000000))
RANDOM=20270106

# A random moment of the whole run or of its first half; or one soon after the first copy got its name, or the second:
# what comes behind is short.
wait_for_moment() {
  local watched=none kept
  case $((round % 4)) in
    1) watched=$first kept=$keep_first ;;
    3) watched=$second kept=$keep_second ;;
  esac
  if [ "$watched" = none ]; then
    pause $((RANDOM % (1 + span_ms * (2 - (round % 4 == 0)) / 2)))
    return
  fi
  while [ "$watched" -ef "$kept" ] && kill -0 "$run" 2>/dev/null; do :; done
  [ "$watched" = "$second" ] || pause $((RANDOM % (1 + span_ms / 4)))
}

killed=0
debris=0
: >"$log/phases"
for ((round = 0; round < attempts && killed < wanted; ++round)); do
  printf 'round %03d\n' "$round" >"$last"   # both copies are stale
  state "$archive" >"$log/archive"
  keep
  "${bundle[@]}" >/dev/null 2>&1 &
  run=$!
  wait_for_moment
  kill -KILL "$run" 2>/dev/null || true
  ended "$run"
  case $ended in
    0) span_ms=$((span_ms * 4 / 5 + 20)) ;; # it was done before: kill the next ones sooner
    137) killed=$((killed + 1)) span_ms=$((span_ms * 21 / 20)) ;;
    *) fail "round $round: status $ended" ;;
  esac
  [ "$ended" -eq 0 ] || phase >>"$log/phases"
  [ -z "$(find "$scratch/a" "$scratch/b" -name '.guidang-tmp-*')" ] || debris=$((debris + 1))
  good
  untouched
  if [ $((round % 5)) -eq 4 ]; then        # the next run clears away all that was left
    expect 0 "${bundle[@]}"
    complete
    untouched
  fi
done
say "killed $killed of $round runs; $debris left a temporary file"
sort "$log/phases" | uniq -c | sort -k 2 | sed 's/^ *\([0-9]*\) [0-9] /  \1 /'
[ "$killed" -ge "$wanted" ] || fail "too few runs were killed for this to say something"
for seen in '^1' '^[23]' '^5'; do
  grep -q "$seen" "$log/phases" || fail "no run was killed at $seen"
done
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
