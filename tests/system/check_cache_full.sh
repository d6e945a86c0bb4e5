# SPDX-License-Identifier: Apache-2.0
# No room for the cache: it is said, and the report is what it would be; with room again it is kept.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
own_mounts "$@"

archive=$scratch/archive
disk=$scratch/disk
cp -r "$source/examples/complete" "$archive"
chmod -R u+w "$archive"
for ((number = 0; number < 500; ++number)); do
  echo "$number" >"$archive/资料/文明餐桌/说明-$number.txt"
done
sleep 3                                    # what has just changed is not kept
mkdir "$disk"
trap 'umount "$disk" 2>/dev/null || true; clean_up' EXIT
export XDG_CACHE_HOME=$disk
run=("$guidang" check "$archive" --date "$day" --lang en --report json)
check() {
  local status=0
  "${run[@]}" "$@" >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -le 1 ] || fail "status $status"
}
check --no-cache
mv "$log/out" "$log/without"
same() { cmp "$log/without" "$log/out" >&2 || fail "$1: another report"; }

# No room at all, for a database without rows, for a part of them, and for the second of two files that keep it.
for size in 4k 24k 60k 120k 200k; do
  umount "$disk" 2>/dev/null || true
  mount -t tmpfs -o "size=$size" tmpfs "$disk"
  check
  same "$size"
  says err "cannot be kept"
  check
  same "$size, again"
done
mount -o remount,size=20m "$disk"
check
same "with room"
silent
check
same "from the cache"
silent
find "$disk" -name '*.sqlite' -size +16k | grep -q . || fail "nothing was kept"
