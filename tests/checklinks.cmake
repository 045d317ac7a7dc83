# Fails when a program links what it may not: the command line nothing of a window, no program anything under the GPL alone.
# Run by ctest as "links": cmake -DCLI=<sendscope-cli> [-DWINDOW=<sendscope>] -P checklinks.cmake
set(no_window Qt6Gui Qt6Widgets Qt6Svg X11 wayland)
set(gpl_only Qt6Charts Qt6DataVisualization Qt6HttpServer Qt6VirtualKeyboard Qt6NetworkAuth qcustomplot qscintilla readline)

function(check program)
  execute_process(COMMAND readelf --dynamic ${program} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "Shared library: \\[[^]]+\\]" libraries "${dynamic}")
  if(NOT libraries)
    message(FATAL_ERROR "${program}: links nothing? ${dynamic}")
  endif()
  foreach(library IN LISTS libraries)
    foreach(name IN LISTS ARGN)
      if(library MATCHES "${name}")
        message(SEND_ERROR "${program} links ${library}")
      endif()
    endforeach()
  endforeach()
endfunction()

check(${CLI} ${no_window} ${gpl_only})
if(WINDOW)
  check(${WINDOW} ${gpl_only})
endif()
