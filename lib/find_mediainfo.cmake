# Makes MediaInfo::MediaInfo. Not by its pkg-config file: Debian 12's names include folders of packages that its own does not
# depend on, and CMake refuses targets with folders that are not there.
if(NOT TARGET MediaInfo::MediaInfo)
  find_path(MEDIAINFO_INCLUDE_DIR MediaInfo/MediaInfo.h REQUIRED)
  find_library(MEDIAINFO_LIBRARY mediainfo REQUIRED)
  find_library(ZEN_LIBRARY zen REQUIRED)
  add_library(MediaInfo::MediaInfo UNKNOWN IMPORTED)
  set_target_properties(MediaInfo::MediaInfo PROPERTIES
    IMPORTED_LOCATION ${MEDIAINFO_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${MEDIAINFO_INCLUDE_DIR}
    INTERFACE_COMPILE_DEFINITIONS "UNICODE;_UNICODE"
    INTERFACE_LINK_LIBRARIES ${ZEN_LIBRARY})
endif()
