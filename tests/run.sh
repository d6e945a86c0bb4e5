#!/usr/bin/env bash
# Installs what the tests need on Debian 12, builds, and runs all of them. Takes ctest's options, e.g. -R golden.
# A conformance suite or corpus is used where its variable names one: BAGIT_SUITE=…/bagit.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/packages.sh
install_packages "${build_packages[@]}" "${test_packages[@]}"
unset GUIDANG_ACCEPT

cmake --preset release
cmake --build --preset release
ctest --preset release "$@"
