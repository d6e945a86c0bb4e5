# SPDX-License-Identifier: Apache-2.0
# A report does not depend on threads, zone or locale, and its text and JSON say the same.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

# count NAME: of the counts in the JSON report in $log/json.
count() { sed -n '/"counts": {/,/}/s/.*"'"$1"'": \([0-9]*\).*/\1/p' "$log/json"; }

for example in community:1 complete:0; do
  folder=$source/examples/${example%:*}
  status=${example#*:}
  for command in check score; do
    wanted=$status
    [ "$command" = check ] || wanted=0
    base=("$guidang" "$command" "$folder" --date "$day" --report json --lang en)
    expect "$wanted" "${base[@]}" --jobs 1
    silent
    cp "$log/out" "$log/first"
    for settings in TZ=UTC TZ=America/St_Johns TZ=Asia/Shanghai LC_ALL=C LANG=zh_CN.UTF-8; do
      expect "$wanted" env "$settings" "${base[@]}" --jobs 8
      cmp "$log/first" "$log/out" >&2 || fail "$command ${example%:*}: another report with --jobs 8 $settings"
    done
  done

  # Text and JSON of one run.
  expect "$status" "$guidang" check "$folder" --date "$day" --lang en --report text --report "json=$log/json"
  for severity in error warning note; do
    said=$(count "$severity")
    [ -n "$said" ] || fail "the JSON report has no count of ${severity}s"
    in_text=$(grep -cE "^ +$severity .* \[[a-z]+/[a-z-]+\]\$" "$log/out" || true)
    listed=$(grep -c "\"severity\": \"$severity\"" "$log/json" || true)
    [ "$in_text" -eq "$said" ] || fail "${example%:*}: $in_text ${severity}s in the text, JSON counts $said"
    [ "$listed" -eq "$said" ] || fail "${example%:*}: $listed ${severity}s in the JSON, which counts $said"
  done
  if [ "$status" -eq 1 ]; then [ "$(count error)" -gt 0 ] || fail "status 1 without an error"; fi
  if [ "$status" -eq 0 ]; then [ "$(count error)" -eq 0 ] || fail "status 0 with errors"; fi
  # The same rules in the same number, whatever the form and the language.
  sed -nE 's/.*\[([a-z]+\/[a-z-]+)\]$/\1/p' "$log/out" | sort | uniq -c >"$log/rules"
  sed -n 's/.*"rule": "\([^"]*\)".*/\1/p' "$log/json" | sort | uniq -c | diff "$log/rules" - >&2 ||
    fail "${example%:*}: text and JSON name other rules"
  expect "$status" "$guidang" check "$folder" --date "$day" --lang zh --report "json=$log/json"
  sed -n 's/.*"rule": "\([^"]*\)".*/\1/p' "$log/json" | sort | uniq -c | diff "$log/rules" - >&2 ||
    fail "${example%:*}: Chinese and English reports name other rules"
done
