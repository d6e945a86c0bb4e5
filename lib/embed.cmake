# Writes a C++ source that holds the bytes of INPUT as guidang::k_embedded_NAME.
cmake_minimum_required(VERSION 3.25)
file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT}.new
"// Made from ${NAME} by lib/embed.cmake.
#include <string_view>
namespace guidang {
namespace {
constexpr unsigned char k_bytes[] = {${bytes} 0};
}
extern const std::string_view k_embedded_${NAME};
const std::string_view k_embedded_${NAME}{reinterpret_cast<const char*>(k_bytes), ${size}};
}
")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
file(REMOVE ${OUTPUT}.new)
file(TOUCH_NOCREATE ${OUTPUT})
