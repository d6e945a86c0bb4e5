# SPDX-License-Identifier: Apache-2.0
# The helper that looks into files: without it nothing is checked; its death costs a file at most; it never outlives the
# run that started it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archive=$scratch/archive
large_archive "$archive" 0
folder=$archive/资料/Ⅲ-3\ 志愿者名册
check=("$guidang" check "$archive" --date "$day" --lang en --jobs 1 --report json)

# helpers: the processes that run one of this test's helpers.
helpers() { pgrep -f "^$scratch/guidang-probe( |\$)" || true; }

# await WANTED: waits until there are helpers (some) or none.
await() {
  local round
  for ((round = 0; round < 200; ++round)); do
    case $1:$(helpers | wc -l) in none:0 | some:[1-9]*) return 0 ;; esac
    sleep 0.05
  done
  fail "waited in vain for $1 of the helpers"
}

# By hand it only says whose it is.
expect 2 "$scratch/guidang-probe"
says err "guidang-probe is started by guidang"
expect 2 "$scratch/guidang-probe" --serve

# Without it, or with one that does not run, nothing is checked, and the message says what to do.
expect 0 "${check[@]}"
cp "$log/out" "$log/undisturbed"
[ -z "$(helpers)" ] || fail "a helper was left behind"
mv "$scratch/guidang-probe" "$scratch/away"
for command in check score "bundle --out $scratch/out" "catalog --form self-assessment"; do
  # shellcheck disable=SC2086
  expect 2 "$guidang" $command "$archive" --date "$day" --lang en
  says err "is not there; it comes with guidang"
  [ ! -s "$log/out" ] || fail "$command printed an answer"
done
ln -s /bin/false "$scratch/guidang-probe"
expect 2 "${check[@]}"
says err "ends as soon as it is started"
[ ! -s "$log/out" ] || fail "check printed an answer"
rm "$scratch/guidang-probe"

# Where the package puts it, it is found, too; not where PATH or the name that guidang was called by lead.
mkdir -p "$scratch/usr/bin" "$scratch/usr/libexec/guidang" "$scratch/elsewhere"
cp "$guidang" "$scratch/usr/bin"
ln -s "$scratch/usr/bin/guidang" "$scratch/elsewhere/guidang"
cp "$scratch/away" "$scratch/usr/libexec/guidang/guidang-probe"
expect 0 "$scratch/elsewhere/guidang" "${check[@]:1}"
cmp "$log/undisturbed" "$log/out" >&2 || fail "another report by the installed program"
mv "$scratch/away" "$scratch/guidang-probe"

# A helper that somebody kills between two files is replaced, and nobody notices.
printf "\1\2" >"$folder/录像.bin"         # a file of zeros alone would be damaged
truncate -s 3G "$folder/录像.bin"          # sparse: reading it takes time, storing it does not
expect 0 "${check[@]}"
cp "$log/out" "$log/undisturbed"
"${check[@]}" >"$log/background.out" 2>"$log/background.err" &
run=$!
await some
sleep 0.3
helpers | xargs -r kill -KILL
ended "$run"
[ "$ended" -eq 0 ] || fail "status $ended after the helper was killed: $(cat "$log/background.err")"
cmp "$log/undisturbed" "$log/background.out" >&2 || fail "another report after the helper was killed"

# killed SIGNAL STATUS: a run that is ended takes its helper along.
killed() {
  "${check[@]}" >"$log/background.out" 2>"$log/background.err" &
  run=$!
  await some
  sleep 0.2
  kill "-$1" "$run"
  local start=$SECONDS
  ended "$run"
  [ "$ended" -eq "$2" ] || fail "status $ended after $1"
  [ $((SECONDS - start)) -le 5 ] || fail "it took $((SECONDS - start)) s to end after $1"
  await none
}
killed KILL 137
killed TERM 143

# The same where the helper is in the middle of a file and will never come out.
install -m 755 "$(dirname "$program")/../tests/guidang_fake_probe" "$scratch/guidang-probe"
rm "$folder/录像.bin"
printf hang >"$folder/一直等.txt"
killed KILL 137
killed TERM 143

# A file that makes it crash is packed and accounted for all the same.
printf crash >"$folder/一直等.txt"
expect 0 "${check[@]}"
grep -q '"unreadable": 0' "$log/out" || fail "a file that crashes the helper was called unreadable"
grep -q "\"files\": $(find "$archive/资料" -type f | wc -l)," "$log/out" || fail "not every file is in the report"
