#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast `check` looks through an archive, for the first time and again, beside what reading alone costs:
#
#     bash tests/perf/check.sh PATH_TO_GUIDANG [MEGABYTES=900] [REPETITIONS=3] [SMALL_FILES=100000]
#
# All run in turn on the same files, several times; the table shows medians, and ratios of them. Files lie in the page
# cache. It is for reading, not a gate: times depend on the machine, ratios far less. Needs python3, openssl,
# imagemagick, ffmpeg and djpeg (libjpeg-turbo-progs).
set -euo pipefail
guidang=$(realpath "${1:?PATH_TO_GUIDANG}")
megabytes=${2:-900}
repetitions=${3:-3}
small_files=${4:-100000}
here=$(cd "$(dirname "$0")" && pwd)
day=2027-01-06
export LC_ALL=C.UTF-8
unset LANG LANGUAGE SOURCE_DATE_EPOCH HOME

scratch=$(mktemp -d "${TMPDIR:-/tmp}/guidang-perf.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cold
real=$scratch/real
small=$scratch/small
printf 'making files …\n' >&2
python3 "$here/corpus.py" "$here/../../examples/complete" "$real" "$megabytes" real
python3 "$here/scale.py" "$small" 100 "$small_files"
find "$real/资料" -type f -name '*.jpg' -print0 >"$scratch/photos"
find "$real/资料" "$small/资料" -type f -exec cat {} + | wc -c >"$scratch/log"    # warms the page cache
sleep 3                                     # what has just changed is not kept

names=()
groups=()
prepare=()
commands=()
measure() { groups+=("$1"); names+=("$2"); prepare+=("$3"); commands+=("$4"); }

faulty='|| [ $? -eq 1 ]'                    # the added files are faults of the example: 1 is a proper end of check
check() {                                   # ARCHIVE CACHE
  printf "XDG_CACHE_HOME='%s' python3 '%s' '%s' '%s' check '%s' --date %s --report json='%s' %s" \
    "$2" "$here/peak.py" "$scratch/peak" "$guidang" "$1" "$day" "$scratch/report" "$faulty"
}
hash_all() { printf "find '%s' -type f -print0 | xargs -0 -n 8 -P 2 openssl dgst -sha256 >'%s'" "$1" "$scratch/sums"; }
walk() { printf "find '%s' -printf '%%s %%T@ %%p\\\\n' >'%s'" "$1" "$scratch/walk"; }

for archive in real small; do
  folder=$scratch/$archive
  warm=$scratch/warm-$archive
  measure "$archive: first" 'guidang check, no cache yet' "rm -rf '$scratch/cold'" "$(check "$folder" "$scratch/cold")"
  measure "$archive: first" 'openssl dgst -sha256, both cores' true "$(hash_all "$folder/资料")"
  if [ "$archive" = real ]; then
    measure "$archive: first" 'djpeg -scale 1/8, both cores' true \
      "xargs -0 -a '$scratch/photos' -n 1 -P 2 djpeg -scale 1/8 -outfile /dev/null"
  fi
  measure "$archive: again" 'guidang check, nothing new' true "$(check "$folder" "$warm")"
  measure "$archive: again" 'openssl dgst -sha256, both cores' true "$(hash_all "$folder/资料")"
  measure "$archive: again" 'find -printf' true "$(walk "$folder/资料")"
  bash -c "$(check "$folder" "$warm")" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
  cp "$scratch/report" "$scratch/first-$archive"
done

for ((round = 0; round < repetitions; ++round)); do
  for i in "${!commands[@]}"; do
    bash -c "${prepare[$i]}"
    echo 0 >"$scratch/peak"
    begun=${EPOCHREALTIME/./}
    bash -c "${commands[$i]}" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
    echo $((${EPOCHREALTIME/./} - begun)) >>"$scratch/times-$i"
    cat "$scratch/peak" >>"$scratch/peaks-$i"
    case ${names[$i]} in
      guidang*) cmp "$scratch/report" "$scratch/first-${groups[$i]%%:*}" >&2 || { echo "another report" >&2; exit 1; } ;;
    esac
  done
done

printf '%s; %s cores; medians of %s\n' "$("$guidang" --version)" "$(nproc)" "$repetitions"
for archive in real small; do
  printf '%s: %s files, %s MB\n' "$archive" "$(find "$scratch/$archive/资料" -type f | wc -l)" \
    "$(find "$scratch/$archive/资料" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum / 1e6 }')"
done
printf '\n%-40s %9s %8s   %s\n' '' seconds 'peak MiB' 'guidang beside it'
group=
for i in "${!commands[@]}"; do
  median=$(sort -n "$scratch/times-$i" | sed -n "$(((repetitions + 1) / 2))p")
  peak=$(sort -n "$scratch/peaks-$i" | tail -n 1)
  if [ "${groups[$i]}" != "$group" ]; then
    group=${groups[$i]}
    base=$median
    printf '\n%s\n' "$group"
  fi
  [ "$peak" != 0 ] || peak=
  awk -v name="${names[$i]}" -v us="$median" -v base="$base" -v peak="$peak" \
    'BEGIN { printf "  %-38s %9.2f %8s   %.2f\n", name, us / 1e6, peak, base / us }'
done
