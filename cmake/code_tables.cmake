# cairn_code_tables(<name> <table>...)   makes rows of C++ of tables of codes (<table>.csv of this folder,
# see code_table.py) for the library <name>, which includes them by their path: "<folder>/<table>.inc".
# A bad row stops the build and is named by file and line.
include_guard()
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(cairn_code_tables name)
  set(program ${PROJECT_SOURCE_DIR}/cmake/code_table.py)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE folder)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/tables/${folder})
  foreach(table ${ARGN})
    set(source ${folder}/${table}.csv)
    set(rows ${PROJECT_BINARY_DIR}/tables/${folder}/${table}.inc)
    add_custom_command(OUTPUT ${rows}
      COMMAND ${Python3_EXECUTABLE} -B ${program} ${PROJECT_SOURCE_DIR}/${source} ${rows} ${source}
      DEPENDS ${PROJECT_SOURCE_DIR}/${source} ${program}
      COMMENT "codes ${source}" VERBATIM)
    target_sources(cairn_${name} PRIVATE ${rows})
  endforeach()
  target_include_directories(cairn_${name} PRIVATE ${PROJECT_BINARY_DIR}/tables)
endfunction()
