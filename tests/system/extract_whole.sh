# SPDX-License-Identifier: Apache-2.0
# A bundle is unpacked whole or not at all, into its folder and nowhere else.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

large_archive "$scratch/archive" 60
mkdir "$scratch/out" "$scratch/to"
expect 0 "$guidang" bundle "$scratch/archive" --date "$day" --out "$scratch/out" --lang en
zip=$scratch/out/${small_zips[0]}.zip
extract=("$guidang" extract "$zip" "$scratch/to/here" --lang en)

expect 0 "${extract[@]}"
(cd "$scratch"/to/here/*/ && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt) || fail "what came out differs"
mkdir "$scratch/unzip"
unzip -q "$zip" -d "$scratch/unzip"
diff -r "$scratch/unzip" "$scratch/to/here" || fail "unzip finds other files"
before=$(state "$scratch/to/here")
expect 2 "${extract[@]}"
says err "$scratch/to/here"
[ "$(state "$scratch/to/here")" = "$before" ] || fail "a folder that was there was touched"
rm -r "$scratch/to/here"
mkdir "$scratch/to/here"
expect 0 "${extract[@]}"                   # an empty folder is taken over
rm -r "$scratch/to/here"

# One bit that is wrong in the middle: nothing appears.
cp "$zip" "$scratch/bad.zip"
printf '\x00\x01\x02\x03\x04\x05\x06\x07' | dd of="$scratch/bad.zip" bs=1 seek=30000000 conv=notrunc 2>"$log/dd"
expect 2 "$guidang" extract "$scratch/bad.zip" "$scratch/to/here" --lang en
[ -z "$(ls -A "$scratch/to")" ] || fail "a damaged bundle left something"

# Killed at any moment it leaves no folder of that name, and the next run clears away what it left.
killed=0
for ((round = 0; round < 20; ++round)); do
  "${extract[@]}" >"$log/background.out" 2>&1 &
  run=$!
  sleep "0.0$((round % 10))$((RANDOM % 10))"
  kill -KILL "$run" 2>/dev/null || true
  ended "$run"
  if [ "$ended" -eq 0 ]; then
    rm -r "$scratch/to/here"
  else
    killed=$((killed + 1))
    [ ! -e "$scratch/to/here" ] || fail "a killed run left its folder"
  fi
done
[ "$killed" -ge 3 ] || fail "too few runs were killed for this to say something"
expect 0 "${extract[@]}"
[ "$(ls -A "$scratch/to")" = here ] || fail "debris stays"
say "killed $killed of 20 runs"

# Links in the way of the target are not followed, links on the way to it are the caller's; slashes at its end change
# nothing.
mkdir "$scratch/elsewhere"
ln -s ../elsewhere "$scratch/to/link"
ln -s nowhere "$scratch/to/dangling"
for name in link link/ dangling; do
  expect 2 "$guidang" extract "$zip" "$scratch/to/$name" --lang en
  [ -z "$(ls -A "$scratch/elsewhere")" ] || fail "$name: a link was followed"
done
expect 0 "$guidang" extract "$zip" "$scratch/to/link/here///" --lang en
[ "$(ls -A "$scratch/elsewhere")" = here ] || fail "below a link to a folder: $(ls -A "$scratch/elsewhere")"
rm -r "$scratch/to/"* "$scratch/elsewhere"

# Links, what is no file, and names that no system holds, behind a sound file: nothing appears.
mkdir "$scratch/odd"
echo secret >"$scratch/secret"
echo 1 >"$scratch/odd/file"
long=$(printf 'n%.0s' {1..300})
(
  cd "$scratch/odd"
  ln -s ../secret link
  zip -qy link.zip file link
  ln -s /etc folder
  zip -qy link-alone.zip folder
  rm folder && mkdir folder && echo 2 >folder/passwd
  bsdtar -cf under.zip --format zip @link-alone.zip folder/passwd
  zip -q pipe.zip file && echo 3 | zip -q pipe.zip -
  bsdtar -cf long.zip --format zip -s "/passwd/$long/" file folder/passwd
)
for name in link under pipe long; do
  expect 2 "$guidang" extract "$scratch/odd/$name.zip" "$scratch/to/here" --lang en
  [ -z "$(ls -A "$scratch/to")" ] || fail "$name.zip left something"
done
expect 2 "$guidang" extract "$scratch/odd/under.zip" "$scratch/to/here" --lang en
says err "would lie within a file"
expect 2 "$guidang" extract "$scratch/odd/pipe.zip" "$scratch/to/here" --lang en
says err "nothing was unpacked: -"

# Full disk: told before anything is written.
if [ "$(id -u)" -eq 0 ] && mkdir "$scratch/tiny" && mount -t tmpfs -o size=8m tmpfs "$scratch/tiny" 2>"$log/mount"; then
  status=0
  "$guidang" extract "$zip" "$scratch/tiny/here" --lang en >"$log/out" 2>"$log/err" || status=$?
  left=$(ls -A "$scratch/tiny")
  umount "$scratch/tiny"
  [ "$status" -eq 2 ] || fail "a full disk ended with $status"
  [ -z "$left" ] || fail "a full disk holds: $left"
fi
