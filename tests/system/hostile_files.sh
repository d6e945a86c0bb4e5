# SPDX-License-Identifier: Apache-2.0
# Files made to harm those who look into them: each is in the report, none ends the run. A corpus of such files is used,
# too, where its variable names a folder: EVIDENCE_CORPUS=…
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archive=$scratch/archive
cp -r "$source/tests/archives/small" "$archive"
chmod -R u+w "$archive"
pool=$archive/资料/Ⅲ-3\ 志愿者名册/坏文件
files=$source/tests/unit/recording/files
mkdir "$pool"

# looked_into STATUS SECONDS: a check with that status, within that time, has every file in its report.
looked_into() {
  local wanted=$1 most=$2 start=$SECONDS status=0 count
  timeout 1200 "$guidang" check "$archive" --date "$day" --lang en --report json >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status, expected $wanted: $(head -c 300 "$log/err")"
  [ $((SECONDS - start)) -le "$most" ] || fail "it took $((SECONDS - start)) s, more than $most"
  # Thumbs.db and their like are left out; the report counts those of each folder in a note.
  count=$(find "$archive/资料" -type f ! -iname thumbs.db ! -iname desktop.ini ! -name .DS_Store ! -name '~$*' \
    ! -name '._*' ! -name '.~lock*' ! -path '*/__MACOSX/*' | wc -l)
  grep -q "\"files\": $count," "$log/out" || fail "not all of $count files are in the report"
}

# Every recording of ours, cut off at several places and with bytes turned over.
number=0
for file in "$files"/*; do
  size=$(stat -c %s "$file")
  for part in 1 3 7 9; do
    number=$((number + 1))
    head -c $((size * part / 10)) "$file" >"$pool/$number-cut.${file##*.}"
    cp "$file" "$pool/$number-turned.${file##*.}"
    printf '\377\377\377\377\377\377\377\377' |
      dd of="$pool/$number-turned.${file##*.}" bs=1 seek=$((size * part / 10)) conv=notrunc status=none
  done
done
# Sizes that lie, in both directions; nesting without end; what opens into far more than it is.
printf '\000\000\000\030ftypisom\000\000\000\000isomiso2\000\000\000\001mdat\177\377\377\377\377\377\377\377' >"$pool/lie.mp4"
printf 'RIFF\377\377\377\177AVI LIST\377\377\377\177hdrlavih\377\377\377\177' >"$pool/lie.avi"
{ printf 'RIFF\000\000\000\000AVI '; for ((i = 0; i < 500; ++i)); do printf 'LIST\000\000\000\000hdrl'; done; } >"$pool/deep.avi"
for ((i = 0; i < 20000; ++i)); do printf '<a>'; done >"$pool/deep.xml"
for ((i = 0; i < 20000; ++i)); do printf '['; done >"$pool/deep.json"
mkdir "$scratch/bomb"
head -c 200000000 /dev/zero >"$scratch/bomb/zeros"
(cd "$scratch/bomb" && zip -q9 "$pool/bomb.zip" zeros && mkdir -p word &&
  { printf '<?xml version="1.0"?><w:document>'; cat zeros; } >word/document.xml &&
  printf '<Types/>' >'[Content_Types].xml' && zip -q9 "$pool/bomb.docx" '[Content_Types].xml' word/document.xml)
rm -r "$scratch/bomb"
: >"$pool/empty.mp4"
for name in jpg png heic pdf docx xlsx ofd zip mp4 avi mp3 wav; do head -c 3000 /dev/urandom >"$pool/noise.$name"; done
printf '\377\330\377\340' >"$pool/stub.jpg"
printf '%%PDF-1.7\n' >"$pool/stub.pdf"
truncate -s 5G "$pool/sparse.mp4"
printf '\000\000\000\030ftypisom\000\000\000\000isomiso2' | dd of="$pool/sparse.mp4" conv=notrunc status=none

looked_into 1 300
grep -q '"unreadable": 0' "$log/out" || fail "hostile content was called unreadable"
cp "$log/out" "$log/first"
expect 1 "$guidang" check "$archive" --date "$day" --lang en --report json --jobs 1
cmp "$log/first" "$log/out" >&2 || fail "another report with one thread"

# What is no file is told apart from what is.
mkfifo "$pool/pipe.mp4"
looked_into 2 300
grep -q '"unreadable": 1' "$log/out" || fail "a pipe is not told"
rm -r "$pool"

if [ -n "${EVIDENCE_CORPUS:-}" ]; then
  [ -d "$EVIDENCE_CORPUS" ] || fail "EVIDENCE_CORPUS is no folder"
  mkdir "$pool"
  find "$EVIDENCE_CORPUS" -type f -readable -printf '%p\0' | sort -z | while IFS= read -r -d '' file; do
    number=$((number + 1))
    cp "$file" "$pool/$number $(basename "$file" | tail -c 100)"
  done
  looked_into 1 1200
  grep -q '"unreadable": 0' "$log/out" || fail "hostile content was called unreadable"
  say "$(find "$pool" -type f | wc -l) files of the corpus in $SECONDS s"
fi
