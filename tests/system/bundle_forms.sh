# SPDX-License-Identifier: Apache-2.0
# Copies as plain folders and in volumes, their receipts, earlier copies that stay: told before, done whole, undone never.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archive=$scratch/archive
cp -r "$source/tests/archives/small" "$archive"
chmod -R u+w "$archive"
head -c 40000 /dev/urandom >"$archive/资料/Ⅲ-1 规章制度/20261009 扫描.bin"
head -c 60000 /dev/urandom >"$archive/资料/Ⅲ-3 志愿者名册/扫描.bin"
state "$archive" >"$log/archive"
untouched() { state "$archive" | diff "$log/archive" - >&2 || fail "$1 touched the archive folder"; }
stem=小小社区-2026Q4-街道份
other=小小社区-2026Q4-社区份
new() { rm -rf "$scratch/$1"; mkdir "$scratch/$1"; }
bundle() { expect "$1" "$guidang" bundle "$archive" --date "${bundle_day:-$day}" --lang en "${@:2}"; }

# ---- A plain folder: anybody can check it, with nothing of ours ----
new plain; new zips
bundle 0 --out "$scratch/zips"
bundle 0 --out "$scratch/plain" --form folder
untouched "a plain folder"
(cd "$scratch/plain" && sha256sum --quiet -c ./*.sha256) || fail "sha256sum does not take the side files"
(cd "$scratch/plain/$stem" && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt) || fail "a file differs"
expect 0 "$guidang" verify "$scratch/plain/$stem" "$scratch/plain/$other"
expect 0 "$guidang" compare "$scratch/plain/$stem" "$scratch/zips/$other.zip"
state "$scratch/plain" >"$log/plain"
bundle 0 --out "$scratch/plain" --form folder
says out "is up to date"
state "$scratch/plain" | diff "$log/plain" - >&2 || fail "something was written though nothing changed"
# One byte of one copy: that copy is made again, whole; the other one stays.
printf x >>"$scratch/plain/$stem/data/说明文件.TXT"
bundle 0 --out "$scratch/plain" --form folder
[ "$(grep -c ' built ' "$log/out")" -eq 1 ] || fail "one copy was to be built"
expect 0 "$guidang" verify "$scratch/plain/$stem" "$scratch/plain/$other"
no_debris "$scratch/plain"

# ---- Volumes ----
new volumes
bundle 0 --out "$scratch/volumes" --volume-size 100KB
untouched volumes
[ "$(find "$scratch/volumes" -name "$stem-*.zip" | wc -l)" -eq 2 ] || fail "two volumes were to be made"
[ -z "$(find "$scratch/volumes" -size +100000c)" ] || fail "a volume is too large"
expect 0 "$guidang" verify "$scratch/volumes/$stem-第1卷共2卷.zip"
[ "$(grep -c valid "$log/out")" -eq 2 ] || fail "both volumes were to be verified"
expect 0 "$guidang" compare "$scratch/volumes/$stem-第2卷共2卷.zip" "$scratch/zips/$other.zip"
expect 0 "$guidang" verify --receipt "$scratch/volumes/$stem-移交与接收登记.json"
# One is gone: named, by whatever way it is asked.
mkdir "$scratch/elsewhere"
mv "$scratch/volumes/$stem-第2卷共2卷.zip" "$scratch/elsewhere/"
expect 1 "$guidang" verify "$scratch/volumes/$stem-第1卷共2卷.zip" --lang en
says out "of 2 volumes these are missing: 2"
expect 1 "$guidang" compare "$scratch/volumes/$stem-第1卷共2卷.zip" "$scratch/zips/$other.zip" --lang en
says out "of 2 volumes these are missing: 2"
expect 1 "$guidang" verify --receipt "$scratch/volumes/$stem-移交与接收登记.json" --lang en
says out "what the receipt names is not here"
# Named where it is, the receipt is content.
expect 0 "$guidang" verify --receipt "$scratch/volumes/$stem-移交与接收登记.json" "$scratch/elsewhere/$stem-第2卷共2卷.zip"
# Another copy's volume in its place is another one than was handed over, though it is valid.
cp "$scratch/volumes/$other-第2卷共2卷.zip" "$scratch/volumes/$stem-第2卷共2卷.zip"
expect 1 "$guidang" verify --receipt "$scratch/volumes/$stem-移交与接收登记.json" --lang en
says out "integrity/receipt-mismatch"
bundle 0 --out "$scratch/volumes" --volume-size 100KB
expect 0 "$guidang" verify --receipt "$scratch/volumes/$stem-移交与接收登记.json" "--receipt=$scratch/volumes/$other-移交与接收登记.json"
# Undivided again: nothing of the volumes stays.
bundle 0 --out "$scratch/volumes"
only_copies "$scratch/volumes" "$stem" "$other"
# A leaf that fits into no volume is told before anything is written.
state "$scratch/volumes" >"$log/volumes"
bundle 2 --out "$scratch/volumes" --volume-size 64KB
says err "Ⅲ-3"
state "$scratch/volumes" | diff "$log/volumes" - >&2 || fail "something was written"

# ---- Earlier copies ----
new kept
for number in 06 07 08 09; do
  echo "$number" >"$archive/资料/Ⅲ-1 规章制度/20261008 制度.txt"
  bundle_day=2027-01-$number bundle 0 --out "$scratch/kept" --keep daily=3 --report jsonl
done
grep -q '"state":"built"' "$log/out" || fail "no line says that a copy was built"
[ "$(grep -c "$stem-20270106.zip\"" "$log/out")" -eq 1 ] || fail "no line says what was removed"
[ "$(wc -l <"$log/out")" -eq 2 ] || fail "a line a copy was to be printed"
only_copies "$scratch/kept" "$stem-20270107" "$stem-20270108" "$stem" "$other-20270107" "$other-20270108" "$other"
for number in 07 08; do
  expect 0 "$guidang" verify --receipt "$scratch/kept/$stem-202701$number-移交与接收登记.json"
done
state "$scratch/kept" >"$log/kept"
bundle_day=2027-01-10 bundle 0 --out "$scratch/kept" --keep last=1 --dry-run
says out "$stem-20270108.zip"
state "$scratch/kept" | diff "$log/kept" - >&2 || fail "a dry run wrote or removed something"
bundle_day=2027-01-10 bundle 0 --out "$scratch/kept" --keep last=1
only_copies "$scratch/kept" "$stem" "$other"

# A run whose copies cannot be made tells so in its lines, too.
bundle 2 --out "$scratch/nowhere" --report jsonl
[ "$(grep -c '"state":"failed"' "$log/out")" -eq 2 ] || fail "the lines do not say that the copies failed"

# Volumes of an earlier copy beside them are not taken for those of the current one.
new both
bundle_day=2027-01-10 bundle 0 --out "$scratch/both" --volume-size 100KB
echo more >"$archive/资料/Ⅲ-1 规章制度/20261008 制度.txt"
bundle_day=2027-01-11 bundle 0 --out "$scratch/both" --volume-size 100KB --keep last=2
[ -e "$scratch/both/$stem-20270110-第2卷共2卷.zip" ] || fail "the earlier copy was to stay"
rm "$scratch/both/$stem-第2卷共2卷.zip"
expect 1 "$guidang" verify "$scratch/both/$stem-第1卷共2卷.zip" --lang en
says out "of 2 volumes these are missing: 2"
expect 0 "$guidang" verify "$scratch/both/$stem-20270110-第2卷共2卷.zip"
expect 2 "$guidang" verify "$scratch/both"

# A receipt answers for the bundle that is named, whatever it is called, and knows another copy by its words.
cp "$scratch/zips/$stem.zip" "$scratch/received.zip"
receipt="$scratch/zips/$stem-移交与接收登记.json"
expect 0 "$guidang" verify "$scratch/received.zip" --receipt "$receipt"
expect 1 "$guidang" verify "$scratch/zips/$other.zip" --receipt "$receipt"
head -c 1000 "$scratch/zips/$stem.zip" >"$scratch/received.zip"
expect 1 "$guidang" verify "$scratch/received.zip" --receipt "$receipt"
sed 's/李敏/赵强/' "$receipt" >"$scratch/altered.json"
expect 1 "$guidang" verify "$scratch/zips/$stem.zip" --receipt "$scratch/altered.json" --lang en
says out "integrity/receipt-mismatch"
expect 2 "$guidang" verify "$scratch/received.zip" --receipt "$scratch/both/$stem-移交与接收登记.json" --lang en
says err "is none of the parts"

# The copy of a stick that is not there fails alone.
expect 2 "$guidang" bundle "$archive" --date "$day" --copy street="$scratch/gone" --copy community="$scratch/elsewhere" \
  --report jsonl
[ "$(grep -c '"state":"failed"' "$log/out")" -eq 1 ] || fail "one copy was to fail"
[ "$(grep -c '"state":"built"' "$log/out")" -eq 1 ] || fail "one copy was to be built"
