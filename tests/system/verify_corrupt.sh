# SPDX-License-Identifier: Apache-2.0
# A damaged zip is never called valid unless all that it holds is unharmed, and damage never ends the program by a signal.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mkdir "$scratch/out"
expect 0 "$guidang" bundle "$source/examples/community" --date "$day" --out "$scratch/out"
good=$scratch/out/$street.zip
bad=$scratch/bad.zip
size=$(stat -c %s "$good")
unzip -q "$good" -d "$scratch/good"

# judge WHAT: verify's opinion of $bad.
judge() {
  local status=0
  "$guidang" verify "$bad" >"$log/out" 2>"$log/err" || status=$?
  case $status in
    0)
      rm -rf "$scratch/unpacked"
      unzip -q "$bad" -d "$scratch/unpacked" >"$log/out" 2>"$log/err" || fail "$1: valid, but unzip refuses it"
      diff -r "$scratch/good" "$scratch/unpacked" >&2 || fail "$1: valid, but it holds something else"
      harmless=$((harmless + 1))
      ;;
    1 | 2) [ -s "$log/out" ] || [ -s "$log/err" ] || fail "$1: refused without a word" ;;
    *) fail "$1: status $status" ;;
  esac
}

harmless=0
RANDOM=2027
# Anywhere, and (as most bytes are payload) also in the last part, where tag files and the directory are.
for ((round = 0; round < 40; ++round)); do
  if [ "$round" -lt 20 ]; then from=0; else from=$((size - 40000)); fi
  at=$((from + (RANDOM * 32768 + RANDOM) % (size - from)))
  cp "$good" "$bad"
  old=$(od -An -tu1 -j "$at" -N 1 "$good")
  printf "\\x$(printf %02x $((old ^ (1 << RANDOM % 8))))" | dd of="$bad" bs=1 seek="$at" conv=notrunc status=none
  if cmp -s "$good" "$bad"; then fail "byte $at was not changed"; fi
  judge "byte $at of $size"
done
say "$harmless of 40 changed bytes were harmless"
[ "$harmless" -lt 20 ] || fail "too many changes were harmless for this to say something"

for ((round = 0; round < 20; ++round)); do
  at=$(((RANDOM * 32768 + RANDOM) % size))
  [ "$round" -gt 2 ] || at=$round
  head -c "$at" "$good" >"$bad"
  status=0
  "$guidang" verify "$bad" >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -eq 1 ] || [ "$status" -eq 2 ] || fail "cut off after $at bytes: status $status"
done

# Damage in the payload is damage of the bundle: found, named, status 1.
unzip -Zv "$good" '*/data/电子档案/*.jpg' >"$log/details"
unzip -Z1 "$good" '*/data/电子档案/*.jpg' >"$log/photos"
stored=$(sed -n '/offset of local header/{s/.*: *\([0-9]*\).*/\1/p;q}' "$log/details")
name=$(sed -n 1p "$log/photos")
cp "$good" "$bad"
printf 'guidang' | dd of="$bad" bs=1 seek=$((stored + 4000)) conv=notrunc status=none
expect 1 "$guidang" verify "$bad" --report json
says out "${name#*/}"
[ "$(grep -c '"rule": "integrity/' "$log/out")" -eq 1 ] || fail "one file is damaged, so there is one finding"
expect 1 "$guidang" compare "$good" "$bad"
expect 1 "$guidang" verify "$good" "$bad"
says out "$good"

# The undamaged one, to know that the test would see the difference.
cp "$good" "$bad"
expect 0 "$guidang" verify "$bad"
