#!/usr/bin/env bash
# Installs what guidang needs on Debian 12, builds it, and runs check → score → bundle → verify → compare on the shipped
# example. 在全新的 Debian 12 上:安装所需软件包,编译,然后用自带的例子走一遍。
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/packages.sh
install_packages "${build_packages[@]}"

cmake -S . -B build/demo -G Ninja -D CMAKE_BUILD_TYPE=Release >/dev/null
cmake --build build/demo
guidang=$PWD/build/demo/cli/guidang
copies=${1:-$PWD/build/demo-copies}
lang=${GUIDANG_DEMO_LANG:-zh}
day=2027-01-06   # the day after the submission, so that nothing is left to come
mkdir -p "$copies/street" "$copies/community"

# show EXPECTED COMMAND…: runs it, shows it, and ends the demo if the exit status is not the expected one.
show() {
  local expected=$1 status=0
  shift
  printf '\n$ guidang %s\n' "$*"
  "$guidang" "$@" || status=$?
  [ "$status" -eq "$expected" ] || { echo "demo.sh: exit status $status, expected $expected" >&2; exit 1; }
}

show 1 check examples/community --date "$day" --lang "$lang"     # 1: the example has faults on purpose
show 0 score examples/community --date "$day" --lang "$lang"
show 0 bundle examples/community --date "$day" --lang "$lang" \
  --copy "street=$copies/street" --copy "community=$copies/community"
show 0 verify "$copies"/street/*.zip "$copies"/community/*.zip --lang "$lang"
show 0 compare "$copies"/street/*.zip "$copies"/community/*.zip --lang "$lang"
show 0 bundle examples/community --date "$day" --lang "$lang" \
  --copy "street=$copies/street" --copy "community=$copies/community"   # nothing changed: nothing is written

cat <<END

做完了 · done
  程序 program      $guidang
  街道份 street      $copies/street
  社区份 community   $copies/community
  没有错误的同一社区 · the same community with nothing wrong:
    $guidang check examples/complete --date $day --lang $lang
END
