# SPDX-License-Identifier: Apache-2.0
# Anyone can read and check a bundle with the usual programs, and guidang agrees with them.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

mkdir "$scratch/a" "$scratch/b"
expect 0 "$guidang" bundle "$source/examples/community" --date "$day" \
  --copy street="$scratch/a" --copy community="$scratch/b"
silent
only_copies "$scratch/a" "$street"
only_copies "$scratch/b" "$community"

for copy in "$scratch/a/$street" "$scratch/b/$community"; do
  zip=$copy.zip
  expect 0 unzip -tq "$zip"
  expect 0 unzip -q "$zip" -d "$copy.unpacked"
  expect 0 bash -c 'cd "$1"/*/ && sha256sum --strict --quiet -c manifest-sha256.txt' _ "$copy.unpacked"
  expect 0 bash -c 'cd "$1"/*/ && sha256sum --strict --quiet -c tagmanifest-sha256.txt' _ "$copy.unpacked"
  # Every file of the payload is in the manifest, and every tag file but the tag manifest in the tag manifest.
  (cd "$copy.unpacked"/*/ && find data -type f | sort) >"$log/payload"
  [ "$(wc -l <"$log/payload")" -gt 100 ] || fail "the payload is too small to be the example"
  (cd "$copy.unpacked"/*/ && cut -c67- manifest-sha256.txt | sort) | diff - "$log/payload" >&2 ||
    fail "manifest and payload differ"
  (cd "$copy.unpacked"/*/ && cut -c67- tagmanifest-sha256.txt | sort | tr '\n' ' ') >"$log/tags"
  [ "$(cat "$log/tags")" = "bag-info.txt bagit.txt manifest-sha256.txt " ] || fail "tag manifest lists $(cat "$log/tags")"
  grep -v '^#' "$zip.sha256" >"$log/side"
  expect 0 bash -c 'cd "$(dirname "$1")" && sha256sum --quiet -c "$2"' _ "$zip" "$log/side"
  expect 0 bash -c 'cd "$(dirname "$1")" && sha256sum --quiet -c "$(basename "$1").sha256"' _ "$zip"

  # Three other programs see the same names in the same order.
  unzip -Z1 "$zip" >"$log/names"
  bsdtar -tf "$zip" | diff "$log/names" - >&2 || fail "bsdtar lists other names than unzip"
  expect 0 7z t "$zip"
  7z l -slt -ba "$zip" | sed -n 's/^Path = //p' | diff "$log/names" - >&2 || fail "7z lists other names than unzip"
  grep -q '^秀水社区-2026Q4/data/电子档案/' "$log/names" || fail "names are not UTF-8"
  iconv -f UTF-8 -t UTF-8 "$log/names" >/dev/null || fail "names are not UTF-8"

  expect 0 "$guidang" verify "$zip"
  silent
  expect 0 "$guidang" verify "$copy.unpacked"/*/
  sum=$(cut -d' ' -f1 <"$log/side")
  grep -qF "\"sha256\": \"$sum\"" "$copy-移交与接收登记.json" || fail "the receipt does not state the zip's digest"
  grep -qF "$sum" "$copy-移交与接收登记.txt" || fail "the receipt for people does not state the zip's digest"
done

# Each file of the evidence is packed as it is.
(cd "$source/examples/community/资料" && find . -type f ! -name Thumbs.db ! -name .DS_Store ! -name '~$*' \
  -exec sha256sum {} + | cut -c1-64 | sort -u) >"$log/evidence"
(cd "$scratch/a/$street.unpacked"/*/data/电子档案 && find . -type f -exec sha256sum {} + | cut -c1-64 | sort -u) |
  diff "$log/evidence" - >&2 || fail "the packed evidence is not the evidence"

manifest "$scratch/a/$street.zip" >"$log/manifest"
manifest "$scratch/b/$community.zip" | cmp "$log/manifest" - >&2 || fail "the copies' manifests differ"
expect 0 "$guidang" compare "$scratch/a/$street.zip" "$scratch/b/$community.zip"
silent
