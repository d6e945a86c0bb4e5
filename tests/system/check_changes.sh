# SPDX-License-Identifier: Apache-2.0
# A file that changes while it is read is named, and half-read bytes are never taken for it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archive=$scratch/archive
large_archive "$archive" 5
growing=$archive/资料/Ⅲ-3\ 志愿者名册/录像.bin
truncate -s 200M "$growing"                # sparse: reading it takes time, storing it does not

# Appends all the time, in a process of its own.
bash -c 'while :; do printf 0123456789abcdef >>"$1"; done' _ "$growing" &
writer=$!

met=0
for ((round = 0; round < 5 && met == 0; ++round)); do
  status=0
  "$guidang" check "$archive" --date "$day" --lang en >"$log/out" 2>"$log/err" || status=$?
  case $status in
    0 | 1) say "round $round: not met" ;;
    2)
      says out "录像.bin"
      says out "usability/unreadable"
      says out "it changed while it was being read"
      met=1
      ;;
    *) fail "status $status" ;;
  esac
done
mkdir "$scratch/out"
if [ "$met" -eq 1 ]; then
  status=0
  "$guidang" bundle "$archive" --date "$day" --out "$scratch/out" >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -eq 2 ] || [ "$status" -eq 0 ] || fail "bundle: status $status"
  [ "$status" -ne 2 ] || [ -z "$(ls -A "$scratch/out")" ] || fail "bundle wrote though evidence was changing"
fi
kill "$writer"
ended "$writer"
[ "$met" -eq 1 ] || say "the race was not met"

expect 0 "$guidang" bundle "$archive" --date "$day" --out "$scratch/out"
sum=$(sha256sum <"$growing" | cut -c1-64)
manifest "$scratch/out/${small_zips[0]}.zip" | grep -q "^$sum  .*录像.bin$" || fail "a wrong digest was accepted"
contents "$scratch/out" >"$log/copies"

# What happens to files while the run, and its helper, are busy with a large one: each is named, the others stand.
truncate -s 3G "$growing"
echo 1 >"$archive/资料/Ⅲ-3 志愿者名册/龙 消失.txt"
echo 1 >"$archive/资料/Ⅲ-3 志愿者名册/龙 锁住.txt"
chmod -R a+rwX "$archive"
as_nobody "$guidang" check "$archive" --date "$day" --lang en --jobs 1 >"$log/out" 2>"$log/err" &
run=$!
for ((round = 0; round < 200; ++round)); do
  pgrep -f "^$scratch/guidang-probe" >/dev/null && break
  sleep 0.02
done
sleep 0.2
truncate -s 1G "$growing"
rm "$archive/资料/Ⅲ-3 志愿者名册/龙 消失.txt"
chmod 000 "$archive/资料/Ⅲ-3 志愿者名册/龙 锁住.txt"
ended "$run"
[ "$ended" -eq 2 ] || fail "status $ended though files shrank, vanished and were closed"
for name in 录像.bin '龙 消失.txt' '龙 锁住.txt'; do says out "$name"; done
[ "$(grep -c 'usability/unreadable' "$log/out")" -eq 3 ] || fail "three things could not be read"
rm "$archive/资料/Ⅲ-3 志愿者名册/龙 锁住.txt"

# Evidence that changes between being looked at and being packed: named, and the copies that were there stay.
rm "$growing"
last=$(last_file "$archive")
for ((number = 0; number < 20; ++number)); do
  head -c 5000000 /dev/urandom >"$archive/资料/Ⅲ-3 志愿者名册/扫描件$number.bin"
done
met=0
for ((round = 0; round < 20; ++round)); do
  echo "before $round" >"$last"
  stopped_while_writing "$scratch/out" "$guidang" bundle "$archive" --date "$day" --out "$scratch/out" --lang en ||
    { contents "$scratch/out" >"$log/copies"; continue; }
  echo "behind $round" >"$last"           # the same size
  kill -CONT "$stopped"
  ended "$stopped"
  if [ "$ended" -eq 0 ]; then              # it had been packed already
    contents "$scratch/out" >"$log/copies"
    continue
  fi
  [ "$ended" -eq 2 ] || fail "status $ended"
  grep -qF "龙 最后.txt" "$log/background.err" || fail "the changed file is not named: $(cat "$log/background.err")"
  contents "$scratch/out" | diff "$log/copies" - >&2 || fail "something was written"
  met=1
  break
done
[ "$met" -eq 1 ] || fail "no run could be halted in time"
expect 0 "$guidang" bundle "$archive" --date "$day" --out "$scratch/out"
expect 0 "$guidang" verify "$scratch/out"/*.zip
