#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whether time grows linearly with leaves and with files:
#
#     bash tests/perf/scale.sh PATH_TO_GUIDANG [LEAVES=10000] [FILES=100000]
#
# Prints the time and the peak memory of `check` and of `score` at a tenth, at half and at the whole of both, beside `sha256sum` over the
# same files: the ratio should stay the same from line to line. It is for reading, not a gate. Needs python3.
set -euo pipefail
guidang=$(realpath "${1:?PATH_TO_GUIDANG}")
leaves=${2:-10000}
files=${3:-100000}
here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C.UTF-8
unset XDG_CACHE_HOME HOME                   # no cache
scratch=$(mktemp -d "${TMPDIR:-/tmp}/guidang-scale.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

seconds() {  # runs a command; prints how long it took
  local begun=${EPOCHREALTIME/./}
  "$@" >"$scratch/log" 2>&1 || [ $? -eq 1 ] || { cat "$scratch/log" >&2; exit 1; }
  awk -v us=$((${EPOCHREALTIME/./} - begun)) 'BEGIN { printf "%.2f", us / 1e6 }'
}

sums() { find "$1" -type f -print0 | xargs -0 sha256sum; }

run() {  # COMMAND ARCHIVE: how long guidang took; its peak memory is left in $scratch/peak
  seconds python3 "$here/peak.py" "$scratch/peak" "$guidang" "$1" "$2" --date 2027-01-06 --report "json=$scratch/report"
}

printf '%8s %8s %10s %8s %10s %8s %12s %10s\n' leaves files 'check, s' MiB 'score, s' MiB 'sha256sum, s' ratio
for tenths in 1 5 10; do
  l=$((leaves * tenths / 10)) f=$((files * tenths / 10))
  folder=$scratch/archive-$tenths
  python3 "$here/scale.py" "$folder" "$l" "$f"
  sums "$folder/资料" >"$scratch/log"                # warms the cache
  hashing=$(seconds sums "$folder/资料")
  checking=$(run check "$folder")
  checking_peak=$(cat "$scratch/peak")
  scoring=$(run score "$folder")
  printf '%8s %8s %10s %8s %10s %8s %12s %10s\n' "$l" "$f" "$checking" "$checking_peak" "$scoring" "$(cat "$scratch/peak")" \
    "$hashing" "$(awk -v a="$scoring" -v b="$hashing" 'BEGIN { printf "%.2f", a / b }')"
  rm -rf "$folder"
done
