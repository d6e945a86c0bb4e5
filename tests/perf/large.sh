#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Bundles at both ends: very many small files, and one very large one, beside `zip -0`, with the peak memory of each:
#
#     bash tests/perf/large.sh PATH_TO_GUIDANG [FILES=1000000] [GIGABYTES=8]
#
# The bundle is made after a check, so that its cache knows the files. It is for reading, not a gate. Needs python3, zip, and
# five times the large file's bytes below TMPDIR.
set -euo pipefail
guidang=$(realpath "${1:?PATH_TO_GUIDANG}")
files=${2:-1000000}
gigabytes=${3:-8}
here=$(cd "$(dirname "$0")" && pwd)
day=2027-01-06
export LC_ALL=C.UTF-8
unset LANG LANGUAGE SOURCE_DATE_EPOCH HOME
scratch=$(mktemp -d "${TMPDIR:-/tmp}/guidang-large.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache

# run WHAT COMMAND…: prints how long it took and its peak memory.
run() {
  local what=$1 begun status=0
  shift
  begun=${EPOCHREALTIME/./}
  python3 "$here/peak.py" "$scratch/peak" "$@" >"$scratch/log" 2>&1 || status=$?
  [ "$status" -le 1 ] || { cat "$scratch/log" >&2; exit 1; }
  awk -v what="$what" -v us=$((${EPOCHREALTIME/./} - begun)) -v peak="$(cat "$scratch/peak")" \
    'BEGIN { printf "  %-44s %9.2f s %8d MiB\n", what, us / 1e6, peak }'
}

measure() {  # ARCHIVE
  local archive=$1 zip
  mkdir "$scratch/out"
  sync -f "$scratch"
  run 'zip -0 -r' sh -c "cd '$archive' && zip -0 -qr '$scratch/out/a.zip' 资料"
  rm "$scratch/out/a.zip"
  run 'guidang check' "$guidang" check "$archive" --date "$day"
  sync -f "$scratch"
  run 'guidang bundle, after the check' "$guidang" bundle "$archive" --date "$day" --out "$scratch/out"
  zip=$(find "$scratch/out" -name '*.zip')
  run 'guidang bundle, nothing new' "$guidang" bundle "$archive" --date "$day" --out "$scratch/out"
  run 'guidang verify' "$guidang" verify "$zip"
  run 'unzip -tq' unzip -tq "$zip"
  rm -rf "$scratch/out"
}

settings="份: [{标识: street, 名称: 街道份, 保管单位: 示例街道创建办, 保管人: 李敏}]"
printf '%s; %s cores\n\n%s files of 1 KB\n' "$("$guidang" --version)" "$(nproc)" "$files"
python3 "$here/scale.py" "$scratch/many" 100 "$files" 1024
printf '%s\n' "$settings" >>"$scratch/many/guidang.yaml"
sleep 3
measure "$scratch/many"
rm -rf "$scratch/many"

printf '\none file of %s GB\n' "$gigabytes"
python3 "$here/scale.py" "$scratch/one" 1 0
printf '%s\n' "$settings" >>"$scratch/one/guidang.yaml"
mkdir -p "$scratch/one/资料/Ⅲ-1 指标1"
openssl enc -aes-128-ctr -pass pass:guidang -nosalt -in /dev/zero 2>/dev/null | head -c "${gigabytes}000000000" \
  >"$scratch/one/资料/Ⅲ-1 指标1/20261012 录像.bin" || true
sleep 3
measure "$scratch/one"
