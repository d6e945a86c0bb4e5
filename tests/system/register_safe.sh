# SPDX-License-Identifier: Apache-2.0
# The register is what people typed: it is written whole or not at all, by one run at a time, never under an open
# spreadsheet program's hands, and evidence is never touched.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need_nobody

archive=$scratch/archive
pool=$archive/资料
cp -r "$source/tests/archives/small" "$archive"
chmod -R a+rwX "$archive"
csv=$archive/register.csv
register() { expect "$1" as_nobody "$guidang" catalog "$archive" --register --lang en --date 2026-11-20 "${@:2}"; }
as_nobody test -w "$archive" || skip "cannot prepare a folder for another user here"

# Evidence stays as it is, to its times.
state "$pool" >"$log/pool"
register 0 --form csv
says out "4 new line(s)"
silent
state "$pool" | diff "$log/pool" - >&2 || fail "the evidence was touched"
register 0
says out "complete"

# A dry run writes nothing, and wants no lock.
echo 散 >"$pool/散页.txt"
state "$archive" >"$log/archive"
exec 9<"$archive"
flock -n 9
register 0 --dry-run
says out "1 new line(s)"
state "$archive" | diff "$log/archive" - >&2 || fail "a dry run wrote"

# Another run holds the folder.
register 3
says err "another run is using the folder"
exec 9<&-
state "$archive" | diff "$log/archive" - >&2 || fail "a run without the lock wrote"

# A spreadsheet program has it open.
for lock in '~$register.csv' '.~lock.register.csv#'; do
  touch "$archive/$lock"
  register 3
  says err "open in a spreadsheet program"
  says err "$lock"
  rm "$archive/$lock"
done
state "$archive" | grep -v '^	d' >"$log/now"
grep -v '^	d' "$log/archive" | diff - "$log/now" >&2 || fail "an open register was written"

# A folder that cannot be written.
chmod 555 "$archive"
register 2
says err "no permission"
says err "read-only"
register 0 --dry-run
chmod 777 "$archive"
[ -z "$(find "$archive" -maxdepth 1 -name '.guidang-tmp-*')" ] || fail "something was left behind"

# A full disk, as everybody can have it.
trap '' XFSZ
mv "$csv" "$scratch/kept.csv"
{ cat "$scratch/kept.csv"; printf ',没有%04d.txt,\r\n' $(seq 1 400); } >"$csv"
chmod a+rw "$csv"
sha256sum "$csv" >"$log/sum"
expect 2 as_nobody bash -c 'ulimit -f 2; exec "$@"' _ "$guidang" catalog "$archive" --register --lang en --date 2026-11-20
trap - XFSZ
says err "too large"
sha256sum --quiet -c "$log/sum" || fail "a full disk cost the register"
[ -z "$(find "$archive" -maxdepth 1 -name '.guidang-tmp-*')" ] || fail "something was left behind"

# Many runs at once: each ends with 0 or 3, and nothing is lost or doubled.
printf '文件名,题名,我的列\r\n名册.txt,,我的\r\n' >"$csv"
for number in $(seq 1 300); do echo "$number" >"$pool/材料$number.txt"; done
for ((round = 0; round < 3; ++round)); do
  runs=()
  for run in 1 2 3 4; do
    "$guidang" catalog "$archive" --register --lang en --date 2026-11-20 >/dev/null 2>&1 &
    runs+=($!)
  done
  won=0
  for run in "${runs[@]}"; do
    ended "$run"
    case $ended in 0) won=1 ;; 3) ;; *) fail "a run ended with $ended" ;; esac
  done
  [ "$won" -eq 1 ] || fail "no run won"
  [ "$(wc -l <"$csv")" -eq 306 ] || fail "$(wc -l <"$csv") lines after runs at once"
  grep -q '名册.txt,名册,我的,' "$csv" || fail "a typed cell is lost"
done

# Killed at any moment, the old register is there or the new one.
cp "$csv" "$scratch/whole.csv"
old=$(sha256sum <"$csv")
killed=0
RANDOM=20261120
span_ms=300
for ((round = 0; round < 60 && killed < 15; ++round)); do
  cp "$scratch/whole.csv" "$csv"
  echo "$round" >"$pool/新$round.txt"
  "$guidang" catalog "$archive" --register --lang en --date 2026-11-20 >/dev/null 2>&1 &
  run=$!
  wait_ms=$((RANDOM % span_ms))
  sleep "$(printf '0.%03d' "$wait_ms")"
  kill -KILL "$run" 2>/dev/null || true
  ended "$run"
  case $ended in
    0) span_ms=$((span_ms * 4 / 5 + 20)) ;;
    137) killed=$((killed + 1)) span_ms=$((span_ms * 21 / 20)) ;;
    *) fail "round $round: status $ended" ;;
  esac
  [ "$span_ms" -lt 1000 ] || span_ms=999
  if [ "$(sha256sum <"$csv")" != "$old" ]; then
    [ "$(wc -l <"$csv")" -eq $((307 + round)) ] || fail "round $round: neither the old register nor the new one"
    tail -c 2 "$csv" | grep -q $'\r' || fail "round $round: the register is cut"
  fi
done
[ "$killed" -ge 15 ] || fail "too few runs were killed for this to say something"
expect 0 "$guidang" catalog "$archive" --register --lang en --date 2026-11-20
[ -z "$(find "$archive" -maxdepth 1 -name '.guidang-tmp-*')" ] || fail "the next run left what a killed one had left"
say "killed $killed of $round runs"
