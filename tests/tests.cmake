# The way tests are registered: one executable a folder, one source a class, each class a ctest of its own.
# sendscope_add_tests(FOLDER <folder> LIBRARY <target>... CLASSES <class>... [LABEL <label>] [SOURCES <file>...])
function(sendscope_add_tests)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "FOLDER;LABEL" "LIBRARY;CLASSES;SOURCES")
  set(target tst_${arg_FOLDER})
  add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/main.cpp ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARY} Qt6::Test sendscope_options)
  # A few at a time: who changes a test waits for its batch. Types of a test's own are in no other file's hands.
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${SENDSCOPE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  target_compile_definitions(${target} PRIVATE SENDSCOPE_TESTS="${PROJECT_SOURCE_DIR}/tests")
  foreach(class IN LISTS arg_CLASSES)
    target_sources(${target} PRIVATE tst_${class}.cpp)
    add_test(NAME ${arg_FOLDER}/${class} COMMAND ${target} ${class})
    set_tests_properties(${arg_FOLDER}/${class} PROPERTIES TIMEOUT 120 LABELS "${arg_LABEL}"
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
  endforeach()
endfunction()

add_test(NAME layers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
  -DTABLE=${PROJECT_SOURCE_DIR}/tests/layers.txt -P ${PROJECT_SOURCE_DIR}/tests/checklayers.cmake)

if(TARGET sendscope)
  set(window -DWINDOW=$<TARGET_FILE:sendscope>)
endif()
add_test(NAME links COMMAND ${CMAKE_COMMAND} -DCLI=$<TARGET_FILE:sendscope-cli> ${window}
  -P ${PROJECT_SOURCE_DIR}/tests/checklinks.cmake)
