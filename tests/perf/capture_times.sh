#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compares the moments of capture that guidang finds with exiftool's DateTimeOriginal and OffsetTimeOriginal.
#   capture_times.sh FOLDER PROGRAM     PROGRAM: build target guidang_fingerprints
# Prints each file on which they differ, then the shares. Moments that are none (zeros, blanks) count as not found in both.
set -euo pipefail

folder=$1
program=$2
if ! command -v exiftool >/dev/null; then
  echo "exiftool is not installed (libimage-exiftool-perl)" >&2
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find "$folder" -type f \( -iname '*.jpg' -o -iname '*.jpeg' -o -iname '*.png' -o -iname '*.heic' -o -iname '*.heif' \
  -o -iname '*.tif' -o -iname '*.tiff' -o -iname '*.webp' \) -print | LC_ALL=C sort >"$work/files"
# one line a file: path, moment, offset
xargs -d '\n' "$program" <"$work/files" 2>/dev/null |
  sed -E 's/^[^ ]+ [^ ]+ [^ ]+ ([^ ]+) ([^ ]+) (.*)$/\3\t\1\t\2/; s/T([0-9:]{8}\t)/ \1/' | LC_ALL=C sort >"$work/ours"
exiftool -q -q -m -p "\$directory/\$filename	\$DateTimeOriginal	\$OffsetTimeOriginal" -f -@ "$work/files" 2>/dev/null |
  awk -F '\t' -v OFS='\t' '{ if ($2 !~ /^[0-9][0-9][0-9][0-9]:[0-9][0-9]:[0-9][0-9] [0-9][0-9]:/ || $2 ~ /^0000/) $2 = $3 = "-"; print }' |
  LC_ALL=C sort >"$work/theirs"

LC_ALL=C join -t "$(printf '\t')" "$work/ours" "$work/theirs" | awk -F '\t' '
  { files++
    if ($2 != "-") ours++
    if ($4 != "-") theirs++
    if ($2 != "-" && $2 == substr($4, 1, 19)) equal++
    else if ($2 != $4) print "differs: " $1 ": here " $2 ", exiftool " $4
    if ($5 != "-" && $2 != "-") { offsets++; if ($3 == $5) equal_offsets++; else print "offset: " $1 ": here " $3 ", exiftool " $5 }
  }
  END { printf "%d files; moments: exiftool %d, here %d, equal %d; offsets: exiftool %d, equal %d\n",
        files, theirs, ours, equal, offsets, equal_offsets }'
