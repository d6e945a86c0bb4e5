# SPDX-License-Identifier: Apache-2.0
# Where a bundle cannot or must not be written, nothing is, and the copies that were there stay.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need_nobody

archive=$scratch/archive
out=$scratch/out
cp -r "$source/tests/archives/small" "$archive"
chmod -R u+w "$archive"
mkdir "$out"
chmod 777 "$out"
bundle() { expect "$1" as_nobody "$guidang" bundle "$archive" --date "$day" --lang en "${@:2}"; }
unharmed() {
  contents "$out" | diff "$log/copies" - >&2 || fail "$1: the old copies were touched"
  state "$archive" | diff "$log/archive" - >&2 || fail "$1: the archive folder was touched"
  expect 0 as_nobody "$guidang" verify "$out"/*.zip
}

bundle 0 --out "$out"
only_copies "$out" "${small_zips[@]}"
echo changed >>"$archive/资料/Ⅲ-3 志愿者名册/名册.txt"
contents "$out" >"$log/copies"
state "$archive" >"$log/archive"

bundle 2 --out "$scratch/missing"
says err "$scratch/missing"
[ ! -e "$scratch/missing" ] || fail "a folder was made that nobody asked for"
unharmed "no such folder"
touch "$scratch/file"
bundle 2 --out "$scratch/file"
says err "it is not a folder"
unharmed "a file for a folder"
# One of two that is not there fails its own copy; the other one is made.
good=$scratch/good
mkdir -m 777 "$good"
bundle 2 --copy street="$good" --copy community="$scratch/missing"
says err "$scratch/missing"
only_copies "$good" "${small_zips[0]}"
unharmed "one of two folders missing"
rm "$good"/*
bundle 2 --copy street="$out"
says err "community"
unharmed "a copy without folder"
bundle 2 --copy street="$out" --copy community="$out" --copy third="$out"
says err "third"
unharmed "a copy that the settings do not have"

mkdir "$scratch/closed"
chmod 555 "$scratch/closed"
bundle 2 --out "$scratch/closed"
says err "no permission"
no_debris "$scratch/closed"
unharmed "a folder that cannot be written"
bundle 2 --copy street="$good" --copy community="$scratch/closed"
says err "no permission"
only_copies "$good" "${small_zips[0]}"
unharmed "one of two folders cannot be written"
chmod 555 "$out"
contents "$out" >"$log/copies"
bundle 2 --out "$out"
unharmed "the copies' own folder cannot be written"
chmod 777 "$out"
contents "$out" >"$log/copies"

# Copies do not go among the evidence, by whatever name.
chmod -R a+w "$archive"
mkdir "$archive/资料/包"
chmod 777 "$archive/资料/包"
ln -s "$archive/资料/包" "$scratch/link"
ln -s "$archive" "$scratch/archive-link"
state "$archive" >"$log/archive"
for inside in "$archive" "$archive/资料/包" "$scratch/link" "$scratch/archive-link/资料" "$archive/资料/../资料/包"; do
  bundle 2 --out "$inside"
  says err "lies inside the archive folder"
  unharmed "$inside"
done
expect 2 as_nobody env -C "$archive/资料/包" "$guidang" bundle --date "$day" --lang en --out .
says err "lies inside the archive folder"
unharmed "the current folder"
expect 2 as_nobody "$guidang" bundle "$scratch/archive-link" --date "$day" --lang en --out "$archive/资料/包"
unharmed "an archive named by a link"

# A file size limit is a kind of full disk that everybody can have. (The shell ignores the signal for its children.)
trap '' XFSZ
expect 2 as_nobody bash -c 'ulimit -f 4; exec "$@"' _ "$guidang" bundle "$archive" --date "$day" --lang en --out "$out"
trap - XFSZ
says err "too large"
unharmed "a limit on file sizes"

rm -r "$archive/资料/包"
bundle 0 --out "$out"
only_copies "$out" "${small_zips[@]}"
expect 0 as_nobody "$guidang" verify "$out"/*.zip
