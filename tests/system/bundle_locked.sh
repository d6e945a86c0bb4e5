# SPDX-License-Identifier: Apache-2.0
# Two runs never write into one folder: the second says so and ends with 3.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archive=$scratch/archive
mkdir "$scratch/a" "$scratch/b"
large_archive "$archive" 50
bundle=("$guidang" bundle "$archive" --date "$day" --lang en --copy street="$scratch/a" --copy community="$scratch/b")

# The lock is one that other programs can hold, on either of the folders.
for folder in "$scratch/a" "$scratch/b"; do
  exec 9<"$folder"
  flock -n 9 || fail "cannot lock $folder"
  expect 3 "${bundle[@]}"
  says err "$folder"
  says err "another run is using the folder"
  no_debris "$scratch/a" "$scratch/b"
  [ -z "$(ls "$scratch/a" "$scratch/b" | grep -v '^/\|^$\|:$' || true)" ] || fail "something was written"
  exec 9<&-
done
expect 0 "${bundle[@]}"
expect 0 "$guidang" verify "$scratch"/[ab]/*.zip

# Reading needs no lock.
exec 9<"$scratch/a"
flock -n 9
expect 0 "$guidang" verify "$scratch"/a/*.zip
expect 0 "$guidang" compare "$scratch"/a/*.zip "$scratch"/b/*.zip
exec 9<&-

# A real second run, while the first is in the midst of writing: it ends, and does not disturb the first.
met=0
for ((round = 0; round < 20; ++round)); do
  echo "round $round" >"$(last_file "$archive")"
  stopped_while_writing "$scratch/a" "${bundle[@]}" || continue
  expect 3 "${bundle[@]}"
  says err "another run is using the folder"
  expect 3 "$guidang" bundle "$archive" --date "$day" --lang en --out "$scratch/a"
  kill -CONT "$stopped"
  ended "$stopped"
  [ "$ended" -eq 0 ] || fail "the first run ended with $ended: $(cat "$log/background.err")"
  met=1
  break
done
[ "$met" -eq 1 ] || fail "no run could be halted"
only_copies "$scratch/a" "${small_zips[0]}"
only_copies "$scratch/b" "${small_zips[1]}"
expect 0 "$guidang" verify "$scratch"/[ab]/*.zip
expect 0 "${bundle[@]}"
says out "up to date"
