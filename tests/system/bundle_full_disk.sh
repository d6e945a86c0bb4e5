# SPDX-License-Identifier: Apache-2.0
# A full disk: known before it is written to, or met on the way; the old copies stay, nothing half-written is left.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

own_mounts "$@"

archive=$scratch/archive
disk=$scratch/disk
large_archive "$archive" 30
mkdir "$disk"
trap 'umount "$disk" 2>/dev/null || true; clean_up' EXIT
# new_disk OPTIONS: an empty one.
new_disk() {
  umount "$disk" 2>/dev/null || true
  mount -t tmpfs -o "$1" tmpfs "$disk"
  mkdir "$disk/a" "$disk/b"
}
bundle=("$guidang" bundle "$archive" --date "$day" --lang en --copy street="$disk/a" --copy community="$disk/b")

# Room for one copy of two, or for none.
for size in 40m 10m; do
  new_disk "size=$size"
  expect 2 "${bundle[@]}"
  says err "not enough space"
  [ -z "$(find "$disk" -type f)" ] || fail "something was written though the space was known not to do"
done

# Room for both, but not for a new one beside the old ones.
new_disk size=70m
expect 0 "${bundle[@]}"
echo changed >"$(last_file "$archive")"
contents "$disk" >"$log/copies"
expect 2 "${bundle[@]}"
says err "not enough space"
contents "$disk" | diff "$log/copies" - >&2 || fail "the old copies were touched"

# The space goes to somebody else while the copy is written.
new_disk size=200m
expect 0 "${bundle[@]}"
met=0
for ((round = 0; round < 20; ++round)); do
  echo "round $round" >"$(last_file "$archive")"
  contents "$disk" >"$log/copies"
  stopped_while_writing "$disk/a" "${bundle[@]}" || continue
  head -c 300m /dev/zero >"$disk/hog" 2>/dev/null || true
  kill -CONT "$stopped"
  ended "$stopped"
  rm "$disk/hog"
  if [ "$ended" -eq 0 ]; then continue; fi    # it had written all when it was halted
  [ "$ended" -eq 2 ] || fail "status $ended"
  grep -q "the disk is full" "$log/background.err" || fail "not told: $(cat "$log/background.err")"
  contents "$disk" | diff "$log/copies" - >&2 || fail "the old copies were touched, or debris left"
  met=1
  break
done
[ "$met" -eq 1 ] || fail "no run met the full disk"
expect 0 "$guidang" verify "$disk"/[ab]/*.zip
expect 0 "${bundle[@]}"
only_copies "$disk/a" "${small_zips[0]}"
only_copies "$disk/b" "${small_zips[1]}"

# No room for one more name.
new_disk size=200m,nr_inodes=4
expect 2 "${bundle[@]}"
says err "the disk is full"
no_debris "$disk/a" "$disk/b"
