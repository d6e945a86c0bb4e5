#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast guidang is beside the programs that people would use instead, on this machine, now:
#
#     bash tests/perf/run.sh PATH_TO_GUIDANG [MEGABYTES=300] [REPETITIONS=3]
#
# All run in turn on the same files with a warm cache, several times; the table shows medians. It is for reading, not a
# gate: times depend on the machine, ratios far less. Needs python3 and the programs of test_packages.
set -euo pipefail
guidang=$(realpath "${1:?PATH_TO_GUIDANG}")
megabytes=${2:-300}
repetitions=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)
day=2027-01-06
export LC_ALL=C.UTF-8
unset LANG LANGUAGE SOURCE_DATE_EPOCH XDG_CACHE_HOME HOME    # no cache but where it is measured

scratch=$(mktemp -d "${TMPDIR:-/tmp}/guidang-perf.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
two=$scratch/two
one=$scratch/one
out=$scratch/out
python3 "$here/corpus.py" "$here/../../examples/complete" "$two" "$megabytes"
cp -al "$two" "$one"                       # the same files, and settings with one copy
rm "$one/guidang.yaml"
sed '/标识: community/d' "$two/guidang.yaml" >"$one/guidang.yaml"
find "$two/资料" -type f -exec cat {} + | wc -c >"$scratch/bytes"
bytes=$(cat "$scratch/bytes")
files=$(find "$two/资料" -type f | wc -l)

# What is measured: name, group, command. The first of a group is what the others are compared with.
names=()
groups=()
commands=()
measure() { groups+=("$1"); names+=("$2"); commands+=("$3"); }

faulty='|| [ $? -eq 1 ]'                    # the added files are faults of the example: 1 is a proper end of check
sums="find '$two/资料' -type f -print0 | xargs -0 sha256sum >'$out/sums'"
measure check 'guidang check' "'$guidang' check '$two' --date $day --report json='$out/report.json' $faulty"
measure check 'guidang check --jobs 1' "'$guidang' check '$two' --date $day --jobs 1 --report json='$out/report.json' $faulty"
measure check 'sha256sum' "$sums"

measure 'one copy' 'guidang bundle, one copy' "'$guidang' bundle '$one' --date $day --out '$out'"
measure 'one copy' 'cp -r, sha256sum' "cp -r '$two/资料' '$out/copy' && $sums"
measure 'one copy' 'zip -qr' "(cd '$two' && zip -qr '$out/a.zip' 资料)"
measure 'one copy' '7z a -mx1' "7z a -bd -tzip -mx1 '$out/a.zip' '$two/资料'"
measure 'one copy' 'bsdtar --format zip' "bsdtar -C '$two' -cf '$out/a.zip' --format zip 资料"
measure 'one copy' 'sha256sum, zip, sync, unzip -tq' \
  "$sums && (cd '$two' && zip -qr '$out/a.zip' 资料) && sync '$out/a.zip' && unzip -tq '$out/a.zip'"

measure 'two copies' 'guidang bundle, two copies' "'$guidang' bundle '$two' --date $day --out '$out'"
measure 'two copies' 'cp -r twice, sha256sum of both' \
  "cp -r '$two/资料' '$out/c1' && cp -r '$two/资料' '$out/c2' && find '$out/c1' '$out/c2' -type f -print0 | xargs -0 sha256sum >'$out/sums'"
measure 'two copies' 'zip -qr, cp' "(cd '$two' && zip -qr '$out/a.zip' 资料) && cp '$out/a.zip' '$out/b.zip'"

mkdir "$scratch/kept"
"$guidang" bundle "$two" --date "$day" --out "$scratch/kept" >"$scratch/log"
zip=$(find "$scratch/kept" -name '*街道份.zip')
measure 'nothing new' 'guidang bundle, nothing new' "'$guidang' bundle '$two' --date $day --out '$scratch/kept'"
cached="XDG_CACHE_HOME='$scratch/caches' '$guidang' bundle '$two' --date $day --out '$scratch/kept'"
bash -c "sleep 3; $cached" >"$scratch/log"
measure 'nothing new' 'guidang bundle, nothing new, with its cache' "$cached"
measure 'nothing new' 'sha256sum' "$sums"

measure verify 'guidang verify' "'$guidang' verify '$zip'"
measure verify 'guidang verify --jobs 1' "'$guidang' verify '$zip' --jobs 1"
measure verify 'unzip -tq' "unzip -tq '$zip'"
measure verify '7z t' "7z t -bd '$zip'"
measure verify 'unzip -q, sha256sum -c' \
  "unzip -q '$zip' -d '$out' && cd '$out'/*/ && sha256sum --quiet -c manifest-sha256.txt"

find "$two" "$zip" -type f -exec cat {} + | wc -c >"$scratch/log"    # warms the cache
for ((round = 0; round < repetitions; ++round)); do
  for i in "${!commands[@]}"; do
    rm -rf "$out"
    mkdir "$out"
    begun=${EPOCHREALTIME/./}
    bash -c "${commands[$i]}" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
    echo $((${EPOCHREALTIME/./} - begun)) >>"$scratch/times-$i"
  done
done

printf '%s, %s files, %s MB; %s cores; medians of %s\n\n' "$("$guidang" --version)" "$files" \
  $((bytes / 1000000)) "$(nproc)" "$repetitions"
printf '%-44s %9s %9s   %s\n' '' seconds MB/s 'time beside guidang'
group=
for i in "${!commands[@]}"; do
  median=$(sort -n "$scratch/times-$i" | sed -n "$(((repetitions + 1) / 2))p")
  if [ "${groups[$i]}" != "$group" ]; then
    group=${groups[$i]}
    base=$median
    echo
  fi
  awk -v name="${names[$i]}" -v us="$median" -v base="$base" -v bytes="$bytes" \
    'BEGIN { printf "%-44s %9.2f %9.0f   %.2f\n", name, us / 1e6, bytes / us, us / base }'
done
printf '\nbundle also flushes each copy, reads it back from the disk and holds it against its digests; zip, 7z, bsdtar and cp do not.\n'
