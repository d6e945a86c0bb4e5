# SPDX-License-Identifier: Apache-2.0
# Bundles that somebody changed with a zip program are told by the right rule.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mkdir "$scratch/out" "$scratch/work"
expect 0 "$guidang" bundle "$source/tests/archives/small" --date "$day" --out "$scratch/out"
good=$scratch/out/${small_zips[0]}.zip
root=小小社区-2026Q4
bad=$scratch/work/bad.zip
payload=$(unzip -Z1 "$good" '*/data/电子档案/*名册.txt')
[ -n "$payload" ] || fail "the example changed"

fresh() {
  rm -rf "${scratch:?}/work"
  mkdir "$scratch/work"
  cp "$good" "$bad"
  unzip -q "$good" -d "$scratch/work"
}
# zip finds only entries with plain names, 7z all.
zip_in() { (cd "$scratch/work" && zip -q "$@"); }
7z_in() { (cd "$scratch/work" && 7z "$@" >/dev/null); }
# refused RULE PATH: verify ends with 1 and has this finding.
refused() {
  expect 1 "$guidang" verify "$bad" --report json --lang en
  tr -d '\n' <"$log/out" | grep -oE '\{[^{}]*"rule": "[^}]*' >"$log/findings" || true
  grep -F "\"rule\": \"$1\"" "$log/findings" | grep -qF "$2" || fail "no finding $1 for $2"
}

fresh
zip_in bad.zip -d '*/report.json'
refused integrity/bag-missing-file data/其他/report.json
refused integrity/bag-oxum-mismatch ""
fresh
7z_in d bad.zip "$payload"
refused integrity/bag-missing-file "${payload#*/}"
refused integrity/bag-oxum-mismatch ""

fresh
echo more >"$scratch/work/$root/data/多出来.txt"
zip_in bad.zip "$root/data/多出来.txt"
refused integrity/bag-unlisted-file "data/多出来.txt"

fresh
echo other >"$scratch/work/$payload"
7z_in u bad.zip "$payload"
refused integrity/bag-digest-mismatch "${payload#*/}"

fresh
zip_in bad.zip -d '*/manifest-sha256.txt'
refused integrity/bag-structure ""
fresh
zip_in bad.zip -d '*/bagit.txt'
refused integrity/bag-structure ""
fresh
sed -i 's/李敏/某人/' "$scratch/work/$root/bag-info.txt"
7z_in u bad.zip "$root/bag-info.txt"
refused integrity/bag-digest-mismatch bag-info.txt

# Evidence exchanged together with its line of the manifest: the tag manifest tells.
fresh
echo other >"$scratch/work/$payload"
(cd "$scratch/work/$root" && sed -i "s|^[0-9a-f]*\(  ${payload#*/}\)\$|$(sha256sum <"${payload#*/}" | cut -c1-64)\1|" manifest-sha256.txt)
7z_in u bad.zip "$payload" "$root/manifest-sha256.txt"
refused integrity/bag-digest-mismatch manifest-sha256.txt

# A link instead of the file.
fresh
rm "$scratch/work/$payload" "$bad"
ln -s /etc/passwd "$scratch/work/$payload"
zip_in -ry bad.zip "$root"
expect 1 "$guidang" verify "$bad" --report json

# Entries that no honest bundle has: refused, told, not crashed over.
fresh
rm "$bad"
zip_in -r -P secret bad.zip "$root"
expect 2 "$guidang" verify "$bad" --lang en
says err "encrypted"
fresh
mkdir "$scratch/work/deep"
echo out >"$scratch/work/outside.txt"
(cd "$scratch/work/deep" && zip -q ../bad.zip ../outside.txt)
expect 2 "$guidang" verify "$bad" --lang en
says err "could lead out of the folder"
fresh
(echo '#!/bin/sh' && cat "$good") >"$bad"
expect 2 "$guidang" verify "$bad" --lang en
says err "before the beginning"
zip -qA "$bad"  # now its offsets say where things are
expect 2 "$guidang" verify "$bad" --lang en
says err "before the beginning"
(cat "$good" && echo more) >"$bad"
expect 2 "$guidang" verify "$bad" --lang en
says err "behind the end"
printf 'no zip' >"$bad"
expect 2 "$guidang" verify "$bad"
: >"$bad"
expect 2 "$guidang" verify "$bad"
expect 2 "$guidang" verify "$scratch/work/none.zip"

# Packed anew by other programs it is the same bundle.
fresh
rm "$bad"
zip_in -r bad.zip "$root"
expect 0 "$guidang" verify "$bad"
expect 0 "$guidang" compare "$good" "$bad"
rm "$bad"
(cd "$scratch/work" && bsdtar -cf bad.zip --format zip "$root")
expect 0 "$guidang" compare "$good" "$bad"
rm "$bad"
(cd "$scratch/work" && 7z a -bd bad.zip "$root" >/dev/null)
expect 0 "$guidang" compare "$good" "$bad"
# Written to a pipe, with data descriptors.
rm "$bad"
(cd "$scratch/work" && zip -qr - "$root" | cat >bad.zip)
expect 0 "$guidang" compare "$good" "$bad"
# Another archive's bundle is not.
expect 0 "$guidang" bundle "$source/examples/complete" --date "$day" --out "$scratch/out"
expect 1 "$guidang" compare "$good" "$scratch/out/$street.zip" --report json
says out '"rule": "integrity/copies-differ"'
