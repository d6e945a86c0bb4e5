# The Debian 12 packages that the scripts install, and how. Sourced by examples/demo.sh, tests/run.sh and .ci/run.

build_packages=(
  g++ cmake ninja-build pkg-config gettext
  libcli11-dev libexpected-dev libfmt-dev libyaml-cpp-dev libzip-dev libpugixml-dev libxlsxwriter-dev libdeflate-dev zlib1g-dev libssl-dev libtbb-dev
  libboost-dev libutf8proc-dev libmagic-dev libexif-dev libjpeg62-turbo-dev libpng-dev libheif-dev libqpdf-dev libmediainfo-dev
  libsqlite3-dev nlohmann-json3-dev libvalijson-dev)

# Beyond building: the test framework, and the programs that tests compare ours with or read our bundles by.
test_packages=(doctest-dev git unzip zip p7zip-full libarchive-tools coreutils util-linux procps poppler-utils)

ci_packages=(clang clang-tidy clang-format)

# Installs the packages that are not there yet; asks for nothing. Needs root (or sudo) only if something lacks.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  echo "installing: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
