# SPDX-License-Identifier: Apache-2.0
# A stick that goes read-only or is pulled while a run works: it says so, the copies from before stay, nothing gets to
# the disk below the mount point.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

own_mounts "$@"

archive=$scratch/archive
medium=$scratch/medium                     # the stick itself, to look at when it is pulled
stick=$scratch/stick                       # where it is mounted
disk=$scratch/disk
large_archive "$archive" 30
mkdir "$medium" "$stick" "$disk"
mount -t tmpfs -o size=200m tmpfs "$medium"
plug() { mount --bind "$medium" "$stick"; }
plug
trap 'umount -l "$stick" 2>/dev/null || true; umount -l "$medium" 2>/dev/null || true; clean_up' EXIT
first_on_stick=("$guidang" bundle "$archive" --date "$day" --lang en --copy street="$stick" --copy community="$disk")
second_on_stick=("$guidang" bundle "$archive" --date "$day" --lang en --copy street="$disk" --copy community="$stick")

whole() { expect 0 "$guidang" verify "$medium"/*.zip "$disk"/*.zip; }
untouched() { state "$archive" | diff "$log/archive" - >&2 || fail "the evidence was touched"; }

# afresh COMMAND…: good copies of older evidence are there.
afresh() {
  find "$medium" "$disk" -mindepth 1 -delete
  expect 0 "$@"
  echo "changed by $round" >"$(last_file "$archive")"
  state "$archive" >"$log/archive"
  contents "$medium" >"$log/on_stick"
  contents "$disk" >"$log/on_disk"
}

# stays: the copies on the stick are the same files as before, and none other is there.
stays() { contents "$medium" | diff "$log/on_stick" - >&2 || fail "the stick was written to, or debris left"; }

# ended_badly TEXT: the run that was halted goes on, ends with 2 and says so.
ended_badly() {
  kill -CONT "$stopped"
  ended "$stopped"
  [ "$ended" -eq 2 ] || fail "status $ended: $(cat "$log/background.out")"
  grep -qF "$1" "$log/background.err" || fail "not told “$1”: $(cat "$log/background.err")"
  untouched
  whole
}

# The next run, with the stick in order, makes both copies and leaves nothing else.
mended() {
  expect 0 "$@"
  whole
  [ "$(find "$medium" "$disk" -type f | wc -l)" -eq 8 ] || fail "other files than the copies' are there"
}

# halted FOLDER COMMAND…: stopped while it writes there, in one of some attempts.
halted() {
  for ((round = 0; round < 20; ++round)); do
    afresh "${@:2}"
    stopped_while_writing "$@" && return
  done
  fail "no run could be halted in time"
}

# Read-only while the first copy is written: the second fails, the first is told to be there.
halted "$disk" "${second_on_stick[@]}"
mount -o remount,bind,ro "$stick" || { kill -CONT "$stopped"; skip "cannot make a mount read-only here"; }
ended_badly "read-only"
stays
mount -o remount,bind,rw "$stick"
mended "${second_on_stick[@]}"

# Pulled: its mount point is an empty folder of another disk, and is not taken for it.
for place in first second; do
  if [ "$place" = first ]; then
    bundle=("${first_on_stick[@]}")
    halted "$stick" "${bundle[@]}"
  else
    bundle=("${second_on_stick[@]}")
    halted "$disk" "${bundle[@]}"
  fi
  umount -l "$stick"
  ended_badly "was its disk unplugged?"
  stays
  [ -z "$(ls -A "$stick")" ] || fail "something was written to the disk below the mount point: $(ls -A "$stick")"
  [ "$place" = second ] || contents "$disk" | diff "$log/on_disk" - >&2 || fail "the other copy was touched"
  plug
  mended "${bundle[@]}"
done
