# SPDX-License-Identifier: Apache-2.0
# What did not change is not written; what did change is; the evidence is never touched.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archive=$scratch/archive
out=$scratch/out
cp -r "$source/examples/community" "$archive"
chmod -R u+w "$archive"
mkdir "$out"
state "$archive" >"$log/archive"

untouched() { state "$archive" | diff "$log/archive" - >&2 || fail "$1 touched the archive folder"; }
bundle() { expect "$1" "$guidang" bundle "$archive" --date "$day" --out "$out" --lang en "${@:2}"; }
# written NUMBER: so many copies were built by the last run, the others left as they were.
written() {
  [ "$(grep -c ' built ' "$log/out")" -eq "$1" ] || fail "$1 copies were to be built"
  [ "$(grep -c ' is up to date' "$log/out")" -eq $((2 - $1)) ] || fail "$((2 - $1)) were to stay"
  expect 0 "$guidang" verify "$out"/*.zip
  only_copies "$out" "$street" "$community"
}

expect 1 "$guidang" check "$archive" --date "$day"
untouched check
expect 0 "$guidang" score "$archive" --date "$day"
untouched score
bundle 0
written 2
untouched bundle
state "$out" >"$log/copies"
manifest "$out/$street.zip" >"$log/manifest"

same_copies() { state "$out" | diff "$log/copies" - >&2 || fail "$1: something was written"; }

bundle 0
written 0
same_copies "nothing changed"
expect 0 "$guidang" bundle "$archive" --date 2027-03-01 --out "$out" --lang en
written 0
same_copies "a later day"
expect 0 "$guidang" bundle "$archive" --date "$day" --out "$out" --lang zh --jobs 1
says out "没有变化"
same_copies "another language"

photo=$(find "$archive/资料" -name '照片1.jpg' | sort | sed -n 1p)
touch "$photo"
bundle 0
written 0
same_copies "only a time changed"

# One byte of evidence.
cp "$photo" "$scratch/photo"
printf 'x' | dd of="$photo" bs=1 seek=$(($(stat -c %s "$photo") / 2)) conv=notrunc status=none
if cmp -s "$photo" "$scratch/photo"; then fail "the byte did not change"; fi
bundle 0
written 2
manifest "$out/$street.zip" | cmp -s "$log/manifest" - && fail "the manifest did not change with the evidence"
cp "$scratch/photo" "$photo"
bundle 0
written 2
manifest "$out/$street.zip" | cmp "$log/manifest" - >&2 || fail "the old evidence gives another manifest"

# Another keeper: the payload is the same, the copy is not.
sum_before=$(sha256sum <"$out/$street.zip")
sed -i 's/保管人: 李敏/保管人: 赵新/' "$archive/guidang.yaml"
bundle 0
grep -q '街道份 .*built' "$log/out" || fail "the copy of another keeper was not built"
[ "$(sha256sum <"$out/$street.zip")" != "$sum_before" ] || fail "the keeper is not in the copy"
manifest "$out/$street.zip" | cmp "$log/manifest" - >&2 || fail "the keeper got into the payload"
unzip -p "$out/$street.zip" '*/bag-info.txt' | grep -q 赵新 || fail "bag-info.txt lacks the keeper"
grep -q 赵新 "$out/$street-移交与接收登记.json" || fail "the receipt lacks the keeper"
expect 0 "$guidang" verify "$out"/*.zip
only_copies "$out" "$street" "$community"
bundle 0
written 0

# What is lost of a copy comes back.
for lost in "$street.zip" "$street.zip.sha256"; do
  rm "$out/$lost"
  bundle 0
  written 1
done
rm "$out/$community-移交与接收登记.txt"
bundle 0
written 0                                  # and only_copies: the receipt is there again
truncate -s -1 "$out/$street.zip"
bundle 0
written 1

# A copy that was damaged without changing its size is no copy.
printf guidang | dd of="$out/$street.zip" bs=1 seek=300000 conv=notrunc status=none
expect 1 "$guidang" verify "$out/$street.zip"
bundle 0
written 1
