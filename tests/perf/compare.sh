#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast bundles are made and verified beside the programs that people would use instead, on this machine, now:
#
#     bash tests/perf/compare.sh PATH_TO_GUIDANG [MEGABYTES=850] [REPETITIONS=5] [SMALL_FILES=100000]
#
# The files are what a community has: photos, films, scans, documents (more than 90 % of the bytes are compressed already).
# All commands run in turn on the same files, which lie in the page cache, several times; the table shows medians, spread
# (smallest and largest) and ratios. It is for reading, not a gate: times depend on the machine, ratios far less.
# Needs python3, openssl, zip, unzip, 7z, bsdtar, imagemagick and ffmpeg.
#
# bundle flushes each copy, reads it back from the disk and holds it against its digests; zip, 7z, bsdtar and cp do not.
# What does the same is `cp -r`, `sync -f` and reading the copies back cold: that is what bundles are held against.
set -euo pipefail
guidang=$(realpath "${1:?PATH_TO_GUIDANG}")
megabytes=${2:-850}
repetitions=${3:-5}
small_files=${4:-100000}
here=$(cd "$(dirname "$0")" && pwd)
day=2027-01-06
export LC_ALL=C.UTF-8
unset LANG LANGUAGE SOURCE_DATE_EPOCH HOME XDG_CACHE_HOME

scratch=$(mktemp -d "${TMPDIR:-/tmp}/guidang-perf.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
two=$scratch/two
one=$scratch/one
small=$scratch/small
out=$scratch/out
cache=$scratch/cache
cold=$scratch/cold
printf 'making files …\n' >&2
python3 "$here/corpus.py" "$here/../../examples/complete" "$two" "$megabytes" real
cp -a "$two" "$one"                        # the same files, and settings with one copy
sed -i '/标识: community/d' "$one/guidang.yaml"
cp -a "$two" "$scratch/changing"
python3 "$here/scale.py" "$small" 100 "$small_files"
cat >>"$small/guidang.yaml" <<'SETTINGS'
份: [{标识: street, 名称: 街道份, 保管单位: 示例街道创建办, 保管人: 李敏}]
SETTINGS
files=$(find "$two/资料" -type f | wc -l)
bytes=$(find "$two/资料" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum }')
sleep 3                                    # what has just changed is not kept in a cache

names=() groups=() prepares=() commands=()
measure() { groups+=("$1"); names+=("$2"); prepares+=("$3"); commands+=("$4"); }
bundle() { printf "XDG_CACHE_HOME='%s' '%s' bundle '%s' --date %s --out '%s'" "$1" "$guidang" "$2" "$day" "$3"; }
both_cores() { printf "find '%s' -type f -print0 | xargs -0 -n 8 -P 2 %s >'%s'" "$1" "$2" "$scratch/sums"; }
fresh="rm -rf '$out' '$cold' && mkdir '$out'"

# The caches know the evidence, as after a check; `cold` knows nothing.
for archive in "$two" "$one" "$scratch/changing"; do
  XDG_CACHE_HOME=$cache "$guidang" check "$archive" --date "$day" >"$scratch/log" 2>&1 || [ $? -eq 1 ]
done
mkdir "$scratch/kept" "$scratch/kept-small" "$scratch/kept-changing"
bash -c "$(bundle "$cache" "$two" "$scratch/kept")" >"$scratch/log"
bash -c "$(bundle "$cache" "$scratch/changing" "$scratch/kept-changing")" >"$scratch/log"
bash -c "$(bundle "$cache" "$small" "$scratch/kept-small")" >"$scratch/log"
zip=$(find "$scratch/kept" -name '*街道份.zip')
mkdir "$scratch/extracted"
unzip -q "$zip" -d "$scratch/extracted"
cat >"$scratch/change.sh" <<CHANGE
number=\$(cat '$scratch/number' 2>/dev/null || echo 0)
echo \$((number + 1)) >'$scratch/number'
find '$scratch/changing/资料' -type f -name '*.jpg' | sort | awk -v n=\$number 'NR % 100 == n % 100' \
  | while IFS= read -r file; do printf '%08d' \$number >>"\$file"; done
CHANGE

proof='cp -r, sync -f, read back cold'
measure 'one copy' "$proof" "$fresh" "cp -r '$one/资料' '$out/copy' && sync -f '$out' && python3 '$here/cold.py' '$out/copy'"
measure 'one copy' 'guidang bundle, after a check' "$fresh" "$(bundle "$cache" "$one" "$out")"
measure 'one copy' 'guidang bundle --form folder, after a check' "$fresh" "$(bundle "$cache" "$one" "$out") --form folder"
measure 'one copy' 'guidang bundle, first run of all' "$fresh" "$(bundle "$cold" "$one" "$out")"
measure 'one copy' 'cp -r' "$fresh" "cp -r '$one/资料' '$out/copy'"
measure 'one copy' 'zip -r' "$fresh" "(cd '$one' && zip -qr '$out/a.zip' 资料)"
measure 'one copy' 'zip -0 -r' "$fresh" "(cd '$one' && zip -0 -qr '$out/a.zip' 资料)"
measure 'one copy' '7z a -tzip -mmt2' "$fresh" "7z a -bd -tzip -mmt2 '$out/a.zip' '$one/资料'"
measure 'one copy' 'bsdtar --format zip' "$fresh" "bsdtar -C '$one' -cf '$out/a.zip' --format zip 资料"
measure 'one copy' 'sha256sum' "$fresh" "find '$one/资料' -type f -print0 | xargs -0 sha256sum >'$scratch/sums'"
measure 'one copy' 'openssl dgst -sha256, both cores' "$fresh" "$(both_cores "$one/资料" 'openssl dgst -sha256')"

measure 'two copies' "$proof, twice" "$fresh" \
  "for i in 1 2; do cp -r '$two/资料' '$out/'\$i && sync -f '$out' && python3 '$here/cold.py' '$out/'\$i; done"
measure 'two copies' 'guidang bundle, after a check' "$fresh" "$(bundle "$cache" "$two" "$out")"

measure '1 % changed' "$proof, twice" "$fresh" \
  "for i in 1 2; do cp -r '$two/资料' '$out/'\$i && sync -f '$out' && python3 '$here/cold.py' '$out/'\$i; done"
measure '1 % changed' 'guidang bundle, two copies' "bash '$scratch/change.sh'" "$(bundle "$cache" "$scratch/changing" "$scratch/kept-changing")"

measure 'nothing new' "find -printf '%s %T@'" true "find '$two/资料' -type f -printf '%s %T@\\n' >'$scratch/sums'"
measure 'nothing new' 'guidang bundle' true "$(bundle "$cache" "$two" "$scratch/kept")"

measure "nothing new, $small_files files" "find -printf '%s %T@'" true "find '$small/资料' -type f -printf '%s %T@\\n' >'$scratch/sums'"
measure "nothing new, $small_files files" 'guidang bundle' true "$(bundle "$cache" "$small" "$scratch/kept-small")"

measure verify 'openssl dgst -sha256 of the files, both cores' true "$(both_cores "$scratch/extracted" 'openssl dgst -sha256')"
measure verify 'guidang verify' true "'$guidang' verify '$zip'"
measure verify 'unzip -tq' true "unzip -tq '$zip'"
measure verify '7z t' true "7z t -bd '$zip'"
measure verify 'sha256sum of the zip' true "sha256sum '$zip'"

find "$two" "$one" "$small" "$scratch/extracted" "$zip" -type f -exec cat {} + | wc -c >"$scratch/log"    # warms the page cache
for ((round = 0; round < repetitions; ++round)); do
  for i in "${!commands[@]}"; do
    bash -c "${prepares[$i]}" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
    begun=${EPOCHREALTIME/./}
    bash -c "${commands[$i]}" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
    echo $((${EPOCHREALTIME/./} - begun)) >>"$scratch/times-$i"
    if [ "${groups[$i]}" = 'one copy' ] && [ -n "$(find "$out" -name '*.zip' -size +1M)" ]; then
      find "$out" -name '*.zip' -printf '%s\n' >"$scratch/size-$i"
    fi
  done
done

printf '%s, %s files, %s MB; %s cores; medians of %s\n\n' "$("$guidang" --version)" "$files" $((bytes / 1000000)) "$(nproc)" \
  "$repetitions"
printf '%-48s %8s %15s %8s %9s\n' '' seconds 'from … to' ratio 'zip, MB'
group=
for i in "${!commands[@]}"; do
  sort -n "$scratch/times-$i" >"$scratch/sorted"
  median=$(sed -n "$(((repetitions + 1) / 2))p" "$scratch/sorted")
  if [ "${groups[$i]}" != "$group" ]; then
    group=${groups[$i]}
    base=$median
    printf '\n%s\n' "$group"
  fi
  awk -v name="${names[$i]}" -v us="$median" -v base="$base" -v least="$(head -n 1 "$scratch/sorted")" \
    -v most="$(tail -n 1 "$scratch/sorted")" -v size="$(cat "$scratch/size-$i" 2>/dev/null || true)" \
    'BEGIN { printf "  %-46s %8.2f %7.2f…%-7.2f %8.2f %9s\n", name, us / 1e6, least / 1e6, most / 1e6, us / base,
             size == "" ? "" : sprintf("%.1f", size / 1e6) }'
done
printf '\nratio: to the first line of each group\n'
