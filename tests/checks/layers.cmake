# Fails when a module of lib/ includes one that its row does not name, or a third-party library outside its one door.
# Adding an edge means editing this table, which a reviewer sees.
cmake_minimum_required(VERSION 3.25)

# layer 0
set(base     "")
# layer 1: what can be found, and the doors to the outside world
set(rules    base)
set(fs       base)
set(digest   base fs)
set(yaml     base)
set(json     base yaml)                  # yaml: what people write is held against a schema; one way only
set(xml      base)
set(zip      base fs digest)
set(media    base fs)
set(sheet    base fs xml zip)            # a workbook is XML in a zip
set(store    base fs)
# layer 1, looks into files: what each sort of file is like
set(picture   base fs digest media)
set(recording base fs media)
set(office    base fs digest media picture xml zip)  # picture: those inside documents
set(texts     base fs media sheet xml zip)          # sheet: cells as people see them
# layer 2: the nouns
set(index    base rules fs yaml json digest media sheet)  # media: names of formats; sheet: an index may be a table
set(project  base yaml json digest)         # digest: the names of algorithms
set(tables   base fs sheet)
set(probe    base fs media picture recording office texts)  # one look with all of them, here or in a helper process
set(evidence base fs digest media probe store)
set(bag      base rules fs digest yaml json)  # yaml, json: profiles, and the places of their faults
# layer 3: the verbs
set(importer base index sheet yaml)      # published tables
set(check    base rules fs digest media picture texts index tables evidence)  # digest: draws samples; texts: numbers in names
set(score    base index check)           # the one sideways edge, one way only
set(bundle   base rules fs digest json zip evidence project bag)  # json: receipts
# layer 4: the one model
set(report   base rules media json evidence check score)  # media, evidence: what was found in files, and days
# layer 5: what people read
set(render   base rules json media index report check score bundle sheet)  # sheet: forms as workbooks; json: lines for scripts
# layer 6: what the commands call
set(jobs     base rules yaml importer fs digest zip sheet index project tables evidence bag check score bundle report render json media probe store texts)  # store: where the last bundle is remembered

# header regex ; the only files that may include it
set(doors
  "yaml-cpp/" "^guidang/yaml/"
  "pugixml" "^guidang/xml/"
  "xlsxwriter" "^guidang/sheet/xlsx_writer"
  "zip\\.h" "^guidang/zip/"
  "libdeflate\\.h" "^guidang/zip/"
  "zlib\\.h" "^guidang/zip/"
  "openssl/" "^guidang/digest/"
  "nlohmann/" "^guidang/json/"
  "valijson/" "^guidang/json/"
  "magic\\.h" "^guidang/media/"
  "libexif/" "^guidang/picture/"
  "jpeglib|png\\.h|libheif/" "^guidang/picture/"
  "qpdf/" "^guidang/office/"
  "MediaInfo" "^guidang/recording/"
  "sqlite3" "^guidang/store/"
  "utf8proc\\.h" "^guidang/base/text"
  "iconv\\.h" "^guidang/base/text"
  "boost/" "^guidang/base/exact"
  "oneapi/|tbb/" "^guidang/base/parallel"
  "CLI/|doctest/" "^nowhere$")

set(wrong "")
file(GLOB_RECURSE files RELATIVE ${ROOT}/lib ${ROOT}/lib/guidang/*.hpp ${ROOT}/lib/guidang/*.cpp)
list(LENGTH files count)
if(count LESS 20)
  message(FATAL_ERROR "only ${count} files found under ${ROOT}/lib: the check would check nothing")
endif()
foreach(file IN LISTS files)
  string(REGEX MATCH "^guidang/([a-z_]+)/" _ ${file})
  set(module ${CMAKE_MATCH_1})
  if(NOT DEFINED ${module})
    string(APPEND wrong "  lib/${file}: '${module}' has no row\n")
    continue()
  endif()
  file(STRINGS ${ROOT}/lib/${file} includes REGEX "^#include [<\"]guidang/")
  foreach(include IN LISTS includes)
    string(REGEX MATCH "guidang/([a-z_]+)/" _ ${include})
    set(used ${CMAKE_MATCH_1})
    if(NOT used IN_LIST ${module} AND NOT used STREQUAL module)
      string(APPEND wrong "  lib/${file}: '${module}' may not include '${used}'\n")
    endif()
  endforeach()
  set(rest ${doors})
  while(rest)
    list(POP_FRONT rest header owner)
    file(STRINGS ${ROOT}/lib/${file} uses REGEX "^#include <(${header})")
    if(uses AND NOT file MATCHES "${owner}")
      string(APPEND wrong "  lib/${file}: ${uses} belongs behind its door (${owner})\n")
    endif()
  endwhile()
endforeach()
if(wrong)
  message(FATAL_ERROR "Layering:\n${wrong}")
endif()
