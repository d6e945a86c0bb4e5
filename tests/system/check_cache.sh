# SPDX-License-Identifier: Apache-2.0
# A report does not depend on the cache: cold, warm, without, damaged, shared by many runs. What a cache says of content is
# never packed unseen.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

export XDG_CACHE_HOME=$scratch/caches
caches=$XDG_CACHE_HOME/guidang

archives=$scratch/archives
mkdir "$archives"
cp -r "$source"/examples/. "$archives"
cp -r "$source/tests/archives/small" "$archives/small"
chmod -R u+w "$archives"
sleep 3                                    # what has just changed is not kept

# any_status COMMAND…: 0 or 1, as findings will have it; keeps its streams.
any_status() {
  local status=0
  "$@" >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -le 1 ] || fail "status $status: $*"
}

same_as() { cmp "$log/$1" "$log/out" >&2 || fail "$2: another report"; }

count=0
while IFS= read -r settings; do
  folder=$(dirname "$settings")
  for command in check score; do
    run=("$guidang" "$command" "$folder" --date "$day" --report json)
    any_status "${run[@]}" --no-cache
    mv "$log/out" "$log/without"
    for jobs in 1 8 1 8; do
      any_status "${run[@]}" --jobs "$jobs"
      same_as without "$command $folder --jobs $jobs"
      silent
    done
  done
  count=$((count + 1))
done < <(find "$archives" -name guidang.yaml | sort)
[ "$count" -ge 4 ] || fail "only $count archives"
[ "$(find "$caches" -name '*.sqlite' | wc -l)" -eq "$count" ] || fail "not one database an archive"
wrong=$(find "$caches" -type d ! -perm 700 -o -type f ! -perm 600)
[ -z "$wrong" ] || fail "others may read $wrong"

# Many at once, on no cache and on a damaged one.
folder=$archives/complete
run=("$guidang" check "$folder" --date "$day" --report json)
any_status "${run[@]}" --no-cache
mv "$log/out" "$log/without"
database() { grep -lF "资料/" "$caches"/*.sqlite | while read -r file; do [ -s "$file" ] && echo "$file"; done; }
rm -r "$caches"
for state in cold damaged; do
  [ "$state" = cold ] || head -c 9000 /dev/urandom >"$(database)"
  jobs_of=()
  for ((number = 0; number < 32; ++number)); do
    "${run[@]}" >"$log/out-$number" 2>"$log/err-$number" &
    jobs_of+=($!)
  done
  for job in "${jobs_of[@]}"; do ended "$job"; [ "$ended" -le 1 ] || fail "$state: status $ended"; done
  for ((number = 0; number < 32; ++number)); do
    cmp "$log/without" "$log/out-$number" >&2 || fail "$state: another report"
    if [ "$state" = cold ]; then [ ! -s "$log/err-$number" ] || fail "cold: $(cat "$log/err-$number")"; fi
    ! grep -qi "locked" "$log/err-$number" || fail "$state: $(cat "$log/err-$number")"
  done
  any_status "${run[@]}"
  any_status "${run[@]}"
  silent
  same_as without "$state"
done

# Damaged: said in both languages, not with --quiet, and once.
damage() { head -c 9000 /dev/urandom >"$(database)"; }
damage
any_status "${run[@]}" --lang en
says err "was damaged"
any_status "${run[@]}" --lang en
silent
damage
any_status "${run[@]}" --lang zh
says err "坏了"
damage
any_status "${run[@]}" --quiet
silent
same_as without quiet

# Nowhere to keep it: said; no home at all: nothing said.
any_status env XDG_CACHE_HOME=/dev/null/x "${run[@]}" --lang en
says err "cannot be kept"
same_as without "no cache folder"
any_status env -u XDG_CACHE_HOME -u HOME "${run[@]}"
silent
any_status env -u XDG_CACHE_HOME HOME="$scratch/home" "${run[@]}"
silent
[ -d "$scratch/home/.cache/guidang" ] || fail "~/.cache/guidang is not used"
chmod 777 "$caches"
any_status "${run[@]}" --lang en
says err "can be written by others"
chmod 700 "$caches"

# Content that changes while size and mtime stay is noticed, by check and by bundle.
small=$archives/small
file=$(find "$small/资料" -type f -size +0 | sort | head -n 1)
bundle=("$guidang" bundle "$small" --date "$day" --out "$scratch/out")
mkdir "$scratch/out"
expect 0 "${bundle[@]}"
touch -r "$file" "$scratch/time"
size=$(stat -c %s "$file")
head -c "$size" /dev/zero | tr '\0' 'z' >"$file"
touch -r "$scratch/time" "$file"
sum=$(sha256sum <"$file" | cut -c1-64)
expect 0 "${bundle[@]}"
manifest "$scratch/out/${small_zips[0]}.zip" | grep -q "^$sum  " || fail "the bundle has the old content"
sleep 3
expect 0 "${bundle[@]}"                    # keeps it
expect 0 "${bundle[@]}"                    # nothing new, from the cache
silent
manifest "$scratch/out/${small_zips[0]}.zip" | grep -q "^$sum  " || fail "the bundle lost the new content"
