# SPDX-License-Identifier: Apache-2.0
# Same evidence, same bytes: no clock, zone, locale, umask, thread count, folder order or place gets into a bundle.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

first=$scratch/first
mkdir "$first"
expect 0 "$guidang" bundle "$source/examples/community" --date "$day" --out "$first" --jobs 2

number=0
# same WHAT FOLDER COMMAND…: COMMAND with bundle's arguments makes the bytes of the first run.
same() {
  local what=$1 folder=$2 file out
  shift 2
  number=$((number + 1))
  out=$scratch/out-$number
  mkdir "$out"
  expect 0 "$@" bundle "$folder" --date "$day" --out "$out"
  for file in "$street.zip" "$community.zip" "$street-移交与接收登记.json" "$community-移交与接收登记.json" \
              "$street.zip.sha256" "$community.zip.sha256"; do
    cmp "$first/$file" "$out/$file" >&2 || fail "other bytes with $what"
  done
  rm -r "$out"
}

example=$source/examples/community
for zone in UTC Asia/Shanghai America/St_Johns Pacific/Kiritimati; do
  same "TZ=$zone" "$example" env TZ="$zone" "$guidang"
done
while read -r locale; do
  same "LC_ALL=$locale" "$example" env LC_ALL="$locale" LANG="$locale" "$guidang"
done < <(locale -a)
same "LANG=zh_CN.UTF-8" "$example" env LANG=zh_CN.UTF-8 LANGUAGE=zh_CN "$guidang"
for mask in 022 077; do
  same "umask $mask" "$example" bash -c 'umask "$1"; shift; exec "$@"' _ "$mask" "$guidang"
done
for jobs in 1 8; do
  same "--jobs $jobs" "$example" bash -c 'exec "$2" "${@:3}" --jobs "$1"' _ "$jobs" "$guidang"
done
same "another clock" "$example" env SOURCE_DATE_EPOCH=1900000000 "$guidang"

cp -r "$example" "$scratch/另一处 elsewhere"
same "another path" "$scratch/另一处 elsewhere" "$guidang"
same "a path through a link" "$scratch/link" bash -c 'ln -s "$1" "$2"; exec "${@:3}"' _ \
  "$scratch/另一处 elsewhere" "$scratch/link" "$guidang"

# The same files made in the opposite order, at another time, with other rights.
mkdir "$scratch/reversed"
(cd "$example" && find . -type f -print0 | LC_ALL=C sort -rz) >"$log/files"
while IFS= read -r -d '' file; do
  mkdir -p "$scratch/reversed/$(dirname "$file")"
  cat "$example/$file" >"$scratch/reversed/$file"
  chmod 750 "$scratch/reversed/$file"
  touch -d '2001-02-03 04:05:06' "$scratch/reversed/$file"
done <"$log/files"
diff -r "$example" "$scratch/reversed" >&2 || fail "the copy is not a copy"
same "another order of creation" "$scratch/reversed" "$guidang"
