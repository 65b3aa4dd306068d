# Several .cc of a target compiled as one: most of what a file costs is to read its precompiled header and to
# instantiate what it shares with its neighbours (docs/decisions/0019-unity-builds.md). Every preset joins, dev too:
# ten files take as long as two, and whoever edits a header or the contract waits a third as long
# (docs/decisions/0029-dev-joins-files-too.md). Generated files are alike in all presets, which share them
# through ccache.
#
# CMake has this as UNITY_BUILD, but writes absolute paths into what it joins, which two clones cannot share.
include_guard()
set(CAIRN_JOINED_FILES 1 CACHE STRING "so many hand-written files of a target are compiled as one")
set(CAIRN_JOINED_GENERATED 9 CACHE STRING "so many generated files of a target are compiled as one")

# What to compile of ARGN, which are .cc: itself, or joined/<name>_<n>.cc, made of at most `most` neighbours.
# Each is written as BEFORE, its #include and AFTER, where @stem@ is its name without folder and suffix.
function(_cairn_join out_var name most)
  cmake_parse_arguments(PARSE_ARGV 3 join "" "BEFORE;AFTER" "FILES;PATHS")
  list(LENGTH join_FILES count)
  math(EXPR units "(${count} + ${most} - 1) / ${most}")
  if(units EQUAL count)
    set(${out_var} ${join_FILES} PARENT_SCOPE)
    return()
  endif()
  set(result "")
  foreach(unit RANGE 1 ${units})
    set(text "// Made by cmake/joined_files.cmake.\n")
    math(EXPR first "(${unit} - 1) * ${count} / ${units}")
    math(EXPR last "${unit} * ${count} / ${units} - 1")
    foreach(at RANGE ${first} ${last})
      list(GET join_PATHS ${at} path)
      cmake_path(GET path STEM stem)
      string(CONFIGURE "${join_BEFORE}#include \"${path}\"\n${join_AFTER}" part @ONLY)
      string(APPEND text "${part}")
    endforeach()
    set(file ${CMAKE_CURRENT_BINARY_DIR}/joined/${name}_${unit}.cc)
    file(CONFIGURE OUTPUT ${file} CONTENT "${text}" @ONLY)
    list(APPEND result ${file})
  endforeach()
  set(${out_var} ${result} PARENT_SCOPE)
endfunction()

# What to compile of arg_SRCS: those of arg_ALONE, headers and other things as they are, the rest joined.
function(cairn_join_files out_var name)
  set(kept ${arg_SRCS})
  list(FILTER kept EXCLUDE REGEX "\\.cc$")
  set(files ${arg_SRCS})
  list(FILTER files INCLUDE REGEX "\\.cc$")
  foreach(src ${arg_ALONE})
    list(FIND files ${src} at)
    if(at EQUAL -1)
      message(FATAL_ERROR "${name}: ALONE names ${src}, which is not in SRCS")
    endif()
    list(REMOVE_AT files ${at})
    list(APPEND kept ${src})
  endforeach()
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE dir)
  set(paths ${files})
  list(TRANSFORM paths PREPEND ${dir}/)
  _cairn_join(joined ${name} ${CAIRN_JOINED_FILES} FILES ${files} PATHS ${paths})
  set(${out_var} ${joined} ${kept} PARENT_SCOPE)
endfunction()

# What to compile of `outputs` of protoc. Message files of one unit have two static names in common.
function(cairn_join_generated out_var name)
  set(headers ${outputs})
  list(FILTER headers EXCLUDE REGEX "\\.cc$")
  set(files ${outputs})
  list(FILTER files INCLUDE REGEX "\\.cc$")
  set(paths "")
  foreach(file ${files})
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${CAIRN_GENERATED_ROOT})
    list(APPEND paths ${file})
  endforeach()
  _cairn_join(joined ${name} ${CAIRN_JOINED_GENERATED} FILES ${files} PATHS ${paths}
    BEFORE "#define schemas @stem@_schemas\n#define file_default_instances @stem@_default_instances\n"
    AFTER "#undef schemas\n#undef file_default_instances\n")
  set(${out_var} ${joined} ${headers} PARENT_SCOPE)
endfunction()
