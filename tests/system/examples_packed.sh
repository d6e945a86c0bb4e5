# SPDX-License-Identifier: Apache-2.0
# Every shipped example is checked, scored, packed, verified, compared and packed again without writing anything.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

packed=0
for settings in "$source"/examples/*/guidang.yaml "$source"/examples/plans/*/guidang.yaml; do
  folder=$(dirname "$settings")
  name=$(basename "$folder")
  [ "$name" != tour ] || continue           # it has no keepers
  before=$(state "$folder")
  out=$scratch/$name
  mkdir "$out"
  expect 0 "$guidang" index check "$folder"/体系/*.yaml --lang en
  status=0
  "$guidang" check "$folder" --date 2027-02-01 --lang en >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -le 1 ] || fail "check of $name ended with $status"
  expect 0 "$guidang" score "$folder" --date 2027-02-01 --lang en
  says out confirmed
  expect 0 "$guidang" catalog "$folder" --form self-assessment --date 2027-02-01 --out "$out/form.html" --lang zh
  expect 0 "$guidang" catalog "$folder" --form self-assessment --date 2027-02-01 --out "$out/form.xlsx" --lang zh
  mkdir "$out/copies"
  expect 0 "$guidang" bundle "$folder" --date 2027-02-01 --out "$out/copies" --lang en
  zips=("$out"/copies/*.zip)
  expect 0 "$guidang" verify --profile "$source/schemas/guidang-profile.json" "${zips[@]}" --lang en
  silent
  expect 0 "$guidang" compare "${zips[0]}" "${zips[1]}" --lang en
  unpacked=$(contents "$out/copies")
  expect 0 "$guidang" bundle "$folder" --date 2027-02-02 --out "$out/copies" --lang en
  [ "$(contents "$out/copies")" = "$unpacked" ] || fail "$name was packed again though nothing changed"
  [ "$(state "$folder")" = "$before" ] || fail "$name was touched"
  # The profile holds for the unpacked bag too; it notices a file that has no place in a bundle.
  mkdir "$out/unpacked"
  unzip -q "${zips[0]}" -d "$out/unpacked"
  expect 0 "$guidang" verify --profile "$source/schemas/guidang-profile.json" "$out/unpacked" --lang en
  touch "$(echo "$out"/unpacked/*/data)/stray"
  expect 1 "$guidang" verify --profile "$source/schemas/guidang-profile.json" "$out/unpacked" --lang en
  says out Payload-Files-Allowed
  packed=$((packed + 1))
done
[ "$packed" -ge 8 ] || fail "only $packed examples were found"
say "$packed examples"
