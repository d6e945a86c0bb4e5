# SPDX-License-Identifier: Apache-2.0
# What cannot be read is named, everything else is still looked at, and nothing is packed without it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need_nobody

archive=$scratch/archive
out=$scratch/out
cp -r "$source/examples/community" "$archive"
chmod -R a+rwX "$archive"
mkdir "$out"
chmod 777 "$out"
run() { expect "$1" as_nobody "$guidang" "$2" "$archive" --date "$day" --lang en "${@:3}"; }

run 1 check --report json
grep -o '"rule": "[^"]*"' "$log/out" | sort >"$log/rules"
run 0 bundle --out "$out"
state "$out" >"$log/copies"

file=$(find "$archive/资料" -path '*Ⅲ-38*' -name '*.jpg' | sort | sed -n 1p)
folder=$(find "$archive/资料" -type d -name 'Ⅲ-9 *' | sort | sed -n 1p)
[ -f "$file" ] && [ -d "$folder" ] || fail "the example changed"
chmod 000 "$file"
chmod 000 "$folder"

run 2 check
says out "${file#"$archive/"}"
says out "${folder#"$archive/"}"
[ "$(grep -c 'usability/unreadable' "$log/out")" -eq 2 ] || fail "two things are unreadable"
run 2 check --report json
grep -q '"unreadable": 2' "$log/out" || fail "the report does not count what is unreadable"
# Of the faults that have nothing to do with either, none is lost.
for rule in form/unknown-code form/ambiguous-code integrity/register-without-file safety/link-outside \
            usability/wrong-extension coverage/unbound-file; do
  grep -qF "\"$rule\"" "$log/rules" || continue
  grep -qF "\"rule\": \"$rule\"" "$log/out" || fail "$rule is no longer reported"
done
run 2 score
run 2 bundle --out "$out"
[ -s "$log/err" ] || fail "stderr does not say why"
state "$out" | diff "$log/copies" - >&2 || fail "something was written"
mkdir "$scratch/empty"
chmod 777 "$scratch/empty"
run 2 bundle --out "$scratch/empty"
[ -z "$(ls -A "$scratch/empty")" ] || fail "something was packed"
chmod 644 "$file"
chmod 755 "$folder"
run 1 check

# The settings and the index are needed.
chmod 000 "$archive/guidang.yaml"
run 2 check
says err "guidang.yaml"
says err "no permission"
chmod 644 "$archive/guidang.yaml"
chmod 000 "$archive/体系/2026Q4.yaml"
run 2 check
says err "2026Q4.yaml"
chmod 644 "$archive/体系/2026Q4.yaml"
chmod 000 "$archive/台账.csv"
run 2 check
grep -q '台账.csv' "$log/out" "$log/err" || fail "the unreadable register is not named"
chmod 644 "$archive/台账.csv"
chmod 000 "$archive/资料"
run 2 check
chmod 755 "$archive/资料"

# A folder that cannot be written is enough to read.
chmod -R a-w "$archive"
find "$archive" -printf '%P\t%m\t%s\t%T@\n' | sort >"$log/archive"
run 1 check
run 0 score
rm -f "$out"/*
run 0 bundle --out "$out"
only_copies "$out" "$street" "$community"
find "$archive" -printf '%P\t%m\t%s\t%T@\n' | sort | diff "$log/archive" - >&2 || fail "the archive was touched"
