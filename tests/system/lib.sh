# SPDX-License-Identifier: Apache-2.0
# What the system tests share. Sourced first by each:  bash tests/system/NAME.sh PATH_TO_GUIDANG SOURCE_DIR
#
# Gives a scratch folder (removed at the end; GUIDANG_KEEP=1 keeps it), the program as $guidang, the sources as $source,
# and a fixed environment. Exit status 77 means skipped.

[ $# -eq 2 ] || { echo "usage: bash $0 PATH_TO_GUIDANG SOURCE_DIR" >&2; exit 2; }
test_name=$(basename "$0" .sh)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/guidang-$test_name.XXXXXX")
chmod 755 "$scratch"                       # some tests run the program as another user
program=$1
install -m 755 "$1" "$scratch/guidang"     # the build folder may be closed to that user
install -m 755 "$(dirname "$1")/guidang-probe" "$scratch/guidang-probe"  # its helper
guidang=$scratch/guidang
source=$(cd "$2" && pwd)
log=$scratch/log
mkdir "$log"
day=2027-01-06                             # the day after the examples' submission

unset LANG LANGUAGE LC_CTYPE LC_MESSAGES SOURCE_DATE_EPOCH TZ GUIDANG_ACCEPT
unset XDG_CACHE_HOME HOME                  # no cache but where a test asks for one
export LC_ALL=C.UTF-8
umask 022

clean_up() {
  local status=$?
  trap - EXIT
  local job
  for job in $(jobs -p); do kill -CONT "$job" 2>/dev/null || true; kill -KILL "$job" 2>/dev/null || true; done
  wait 2>/dev/null || true
  if [ -n "${GUIDANG_KEEP:-}" ]; then
    echo "$test_name: kept $scratch" >&2
  else
    chmod -R u+rwX "$scratch" 2>/dev/null || true
    rm -rf "$scratch"
  fi
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '%s: %s\n' "$test_name" "$*"; }

# fail WORDS…: ends the test; shows what the last `expect` printed.
fail() {
  say "FAILED: $*" >&2
  local stream
  for stream in out err; do
    if [ -s "$log/$stream" ]; then
      echo "--- std$stream of the last command" >&2
      head -c 3000 "$log/$stream" >&2
    fi
  done
  exit 1
}

skip() {
  say "skipped: $*"
  exit 77
}

# expect STATUS COMMAND…: runs it, keeps its streams in $log/out and $log/err, fails if the status is another one.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >"$log/out" 2>"$log/err" || status=$?
  [ "$status" -eq "$wanted" ] || fail "status $status, expected $wanted: $*"
}

# says STREAM TEXT: the last command printed TEXT (a plain string) on its stream `out` or `err`.
says() { grep -qF -- "$2" "$log/$1" || fail "std$1 lacks “$2”"; }

# silent: the last command said nothing on stderr.
silent() { [ ! -s "$log/err" ] || fail "stderr is not empty"; }

# as_nobody COMMAND…: without the rights of root; an ordinary user stays who he is.
as_nobody() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
  else
    "$@"
  fi
}

# own_mounts "$@": a test that needs small disks runs again in a mount namespace of its own, where mounting is allowed.
own_mounts() {
  [ -z "${GUIDANG_OWN_MOUNTS:-}" ] || return 0
  unshare -rm true 2>/dev/null || skip "no own mount namespace here"
  mkdir "$scratch/probe"
  unshare -rm mount -t tmpfs -o size=1m tmpfs "$scratch/probe" 2>/dev/null || skip "no file system in memory here"
  local status=0
  GUIDANG_OWN_MOUNTS=1 unshare -rm bash "$0" "$@" || status=$?
  exit "$status"
}

need_nobody() {
  as_nobody test -x "$guidang" || skip "cannot run programs as another user here"
}

# state FOLDER: all that is there, to compare later: names, kinds, inodes, modes, sizes, times, bytes.
state() {
  find "$1" -printf '%P\t%y\t%i\t%m\t%s\t%T@\n' | sort
  find "$1" -type f -readable -exec sha256sum {} + | sort
}

# contents FOLDER: the same of its files alone, whatever its folders' own times and sizes.
contents() {
  find "$1" -type f -printf '%P\t%i\t%m\t%s\t%T@\n' | sort
  find "$1" -type f -readable -exec sha256sum {} + | sort
}

# only_copies FOLDER NAME…: the folder holds the four files of each named copy and nothing else.
only_copies() {
  local folder=$1 name
  shift
  for name in "$@"; do
    printf '%s\n' "$name.zip" "$name.zip.sha256" "$name-移交与接收登记.json" "$name-移交与接收登记.txt"
  done | sort >"$log/wanted"
  find "$folder" -mindepth 1 -printf '%P\n' | sort >"$log/found"
  diff "$log/wanted" "$log/found" >&2 || fail "$folder holds other files than those of its copies"
}

no_debris() {
  local found
  found=$(find "$@" -name '.*' -mindepth 1)
  [ -z "$found" ] || fail "left behind: $found"
}

# manifest ZIP: the payload manifest inside.
manifest() { unzip -p "$1" '*/manifest-sha256.txt'; }

# large_archive FOLDER MEGABYTES: the small archive with as much more that does not compress.
large_archive() {
  local number folder="$1/资料/Ⅲ-3 志愿者名册"
  cp -r "$source/tests/archives/small" "$1"
  chmod -R u+w "$1"
  for ((number = 0; number < $2; number += 5)); do
    head -c 5000000 /dev/urandom >"$folder/扫描件$(printf '%03d' "$number").bin"
  done
  echo 1 >"$folder/龙 最后.txt"             # packed last: tests change it while a run is under way
}
last_file() { printf '%s' "$1/资料/Ⅲ-3 志愿者名册/龙 最后.txt"; }

small_zips=(小小社区-2026Q4-街道份 小小社区-2026Q4-社区份)
street=秀水社区-2026Q4-街道份
community=秀水社区-2026Q4-社区份

# stopped_while_writing FOLDER COMMAND…: starts it and halts it (SIGSTOP) once its temporary file in FOLDER has some
# bytes; then $stopped is its process. Returns 1 if it ended before it could be halted.
stopped_while_writing() {
  local folder=$1
  shift
  "$@" >"$log/background.out" 2>"$log/background.err" &
  stopped=$!
  while kill -0 "$stopped" 2>/dev/null; do
    if [ -n "$(find "$folder" -name '.guidang-tmp-*' -size +0 2>/dev/null)" ]; then
      kill -STOP "$stopped" 2>/dev/null || break
      [ -n "$(find "$folder" -name '.guidang-tmp-*')" ] && return 0
      kill -CONT "$stopped" 2>/dev/null || break
    fi
  done
  wait "$stopped" || true
  return 1
}

# ended PID: waits and sets $ended to its status.
ended() {
  ended=0
  wait "$1" 2>/dev/null || ended=$?
}
