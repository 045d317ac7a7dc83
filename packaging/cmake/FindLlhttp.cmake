# Finds llhttp: as a library (libllhttp-dev, llhttp-devel, llhttp) or as the C sources that Debian 12 ships in
# node-llhttp, which are compiled here. Defines Llhttp::Llhttp and Llhttp_VERSION.
find_path(Llhttp_INCLUDE_DIR llhttp.h PATHS /usr/include /usr/share/include PATH_SUFFIXES llhttp)
find_library(Llhttp_LIBRARY llhttp)
find_path(Llhttp_SOURCE_DIR llhttp.c PATHS /usr/share/llhttp PATH_SUFFIXES src)

if(Llhttp_INCLUDE_DIR)
  file(STRINGS ${Llhttp_INCLUDE_DIR}/llhttp.h lines REGEX "define LLHTTP_VERSION_(MAJOR|MINOR|PATCH)")
  string(REGEX REPLACE ".*MAJOR ([0-9]+).*MINOR ([0-9]+).*PATCH ([0-9]+).*" "\\1.\\2.\\3" Llhttp_VERSION "${lines}")
endif()
if(Llhttp_LIBRARY)
  set(Llhttp_CODE ${Llhttp_LIBRARY})
elseif(Llhttp_SOURCE_DIR)
  set(Llhttp_CODE ${Llhttp_SOURCE_DIR})
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Llhttp REQUIRED_VARS Llhttp_INCLUDE_DIR Llhttp_CODE VERSION_VAR Llhttp_VERSION)

if(Llhttp_FOUND AND NOT TARGET Llhttp::Llhttp)
  if(Llhttp_LIBRARY)
    add_library(Llhttp::Llhttp UNKNOWN IMPORTED)
    set_target_properties(Llhttp::Llhttp PROPERTIES IMPORTED_LOCATION ${Llhttp_LIBRARY})
    target_include_directories(Llhttp::Llhttp INTERFACE ${Llhttp_INCLUDE_DIR})
  else()
    add_library(sendscope_llhttp STATIC
      ${Llhttp_SOURCE_DIR}/api.c ${Llhttp_SOURCE_DIR}/http.c ${Llhttp_SOURCE_DIR}/llhttp.c)
    set_target_properties(sendscope_llhttp PROPERTIES AUTOMOC OFF)
    target_include_directories(sendscope_llhttp SYSTEM PUBLIC ${Llhttp_INCLUDE_DIR})
    add_library(Llhttp::Llhttp ALIAS sendscope_llhttp)
  endif()
endif()
mark_as_advanced(Llhttp_INCLUDE_DIR Llhttp_LIBRARY Llhttp_SOURCE_DIR)
