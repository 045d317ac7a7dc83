# sendscope_options: what every target of ours is compiled with: the include root, the definitions, the warnings.
add_library(sendscope_options INTERFACE)
target_include_directories(sendscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(sendscope_options INTERFACE
  QT_NO_CAST_FROM_ASCII
  QT_NO_CAST_TO_ASCII
  QT_NO_FOREACH
  QT_NO_URL_CAST_FROM_STRING
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
  SENDSCOPE_VERSION="${PROJECT_VERSION}")
target_compile_options(sendscope_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wno-missing-field-initializers;-Wpedantic;-Wshadow;-Wconversion;-Wold-style-cast;-Wnon-virtual-dtor;-Woverloaded-virtual>)
# For clang -Wconversion is also about signs; it shall mean what it means to g++.
target_compile_options(sendscope_options INTERFACE
  $<$<COMPILE_LANG_AND_ID:CXX,Clang,AppleClang>:-Wno-sign-conversion>)
if(SENDSCOPE_WERROR)
  target_compile_options(sendscope_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
endif()

# Sanitizers go on everything, also on the C sources of others: a report is only as good as what it sees.
if(SENDSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${SENDSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SENDSCOPE_SANITIZE})
  # Among the sanitizers' own checks g++ takes what is set for what may not be.
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
endif()
if(SENDSCOPE_BUILD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# sendscope_sources(TARGET HEADERS <h>... SOURCES <cpp>...): the files of one folder, added to its library.
# With SENDSCOPE_UNITY a folder is compiled as one, which takes a seventh of the time, as the headers of Qt are read once;
# so names in unnamed namespaces are unique in a folder. A header is the first thing its source includes, and so compiles
# alone; one without a source is in a file set of its own, of which each is compiled alone.
function(sendscope_sources target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES")
  target_sources(${target} PRIVATE ${arg_SOURCES})
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(MAKE_C_IDENTIFIER ${folder} folder)
  set_source_files_properties(${sources} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${folder})
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${SENDSCOPE_UNITY} UNITY_BUILD_MODE GROUP)
  list(TRANSFORM arg_SOURCES REPLACE "[.]cpp$" ".h" OUTPUT_VARIABLE own)
  set(lone ${arg_HEADERS})
  list(REMOVE_ITEM lone ${own})
  list(REMOVE_ITEM arg_HEADERS ${lone})
  if(arg_HEADERS)
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  endif()
  if(lone)
    target_sources(${target} PUBLIC FILE_SET lone TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${lone})
    set_target_properties(${target} PROPERTIES INTERFACE_HEADER_SETS_TO_VERIFY lone)
  endif()
endfunction()
