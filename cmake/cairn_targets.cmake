# Every target of Cairn is made by one of these functions, and is linked as cairn::<name>:
#   cairn_proto(<name> PROTOS ... [DEPS ...])      messages of proto/cairn/v1, and rows of views; without gRPC
#   cairn_grpc(<name> PROTOS ... DEPS ...)         service stubs of the same files
#   cairn_library(<name> SRCS ... [DEPS ...] [PRIVATE_DEPS ...] [PCH <target>] [ALONE ...])
#   cairn_binary(<name> ...)                       same arguments; lands in build/<preset>/
#   cairn_test(<name> ... [LABELS ...] [TIMEOUT_S n])  same arguments; one ctest entry per TEST, or two
#                                                  per program (CAIRN_WHOLE_PROGRAMS)
#   cairn_mutant(<name> TEST <test> MUTATION <fault> SRC <file> NOTICED_BY <filter>)
#                                                  a cairn_test again, with a fault, which must fail
#   cairn_fuzzer(<name> ... RUNS n BLOCKS n [MAX_LEN n] [CORPUS folder])
#                                                  same arguments as cairn_test; where code is instrumented
#                                                  (asan) a libFuzzer program, and one ctest entry
# build/<preset>/targets.tsv lists target, kind, folder, sources, DEPS, LABELS and PCH: for tests/tidy,
# which proves the direction of includes from what was really built, and for deploy/test, which builds
# the tests of a label.
include_guard()
include(GoogleTest)
include(joined_files)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
# CMAKE_POSITION_INDEPENDENT_CODE stays unset: with it libraries get -fPIC and programs -fPIE, and a
# precompiled header would serve only one of them. Debian's g++ makes everything PIE by itself.

# g++ collects its garbage when it holds a gigabyte (KiB), and not from 128 MiB on: a twelfth of its time.
add_compile_options($<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=1048576>)

# Flags of hand-written code. Generated code gets none of them: it is compiled with the same flags
# in every preset, so that ccache builds it once for dev, release, asan and tsan.
set(CAIRN_CODE_FLAGS "" CACHE STRING "extra compile flags of hand-written code; list")
set(CAIRN_LINK_FLAGS "" CACHE STRING "extra link flags; list")
set(CAIRN_TEST_LINK_FLAGS "" CACHE STRING "link flags of tests, after the others; list")
# Tests are half of what there is to compile, and run once a build: only what they test is optimised, and
# only dev knows their lines. asan does without those checks of undefined behaviour that stand at every
# pointer: a quarter of its compiling, for what the address sanitizer stops at too, and for casts that are
# not made here. Its tests do without any. Whatever uses a precompiled header of tests must have its flags.
set(CAIRN_TEST_FLAGS "" CACHE STRING "compile flags of test code, after the others; list")
set(CAIRN_GENERATED_FLAGS -O1 -g0 -w CACHE STRING "compile flags of generated code; list")
set(CAIRN_WHOLE_PROGRAMS OFF CACHE BOOL "a ctest entry runs half the tests of a program, and not one")
set(CAIRN_COVERAGE_FLAGS "" CACHE STRING "compile flags of what fuzzers look into; none, no fuzzers; list")

set(_cairn_options
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual
  -Werror -Werror=switch ${CAIRN_CODE_FLAGS}
  -Wno-missing-field-initializers  # designated initialisers may leave members out
  # False reports of g++ 12 at -O2: std::string operator+ (GCC bugs 105651, 105329), optional.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
    -Wno-maybe-uninitialized>
  # A private class of an anonymous namespace as a member: g++ is silent where the .cc is not included.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
add_library(cairn_code INTERFACE)
target_compile_options(cairn_code INTERFACE ${_cairn_options})
target_link_options(cairn_code INTERFACE ${CAIRN_LINK_FLAGS})
add_library(cairn_test_code INTERFACE)
target_compile_options(cairn_test_code INTERFACE ${_cairn_options} ${CAIRN_TEST_FLAGS})
target_link_options(cairn_test_code INTERFACE ${CAIRN_LINK_FLAGS} ${CAIRN_TEST_LINK_FLAGS})

# What a target is compiled with, by the precompiled header that it uses.
function(_cairn_code_of out_var pch)
  set(${out_var} cairn_code PARENT_SCOPE)
  if(pch MATCHES "test$")
    set(${out_var} cairn_test_code PARENT_SCOPE)
  endif()
endfunction()

set_property(GLOBAL PROPERTY cairn_targets "")
function(_cairn_register name kind)
  set(srcs "")
  foreach(src ${arg_SRCS})
    cmake_path(ABSOLUTE_PATH src BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    cmake_path(RELATIVE_PATH src BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    list(APPEND srcs ${src})
  endforeach()
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE dir)
  list(JOIN srcs " " srcs)
  list(JOIN arg_DEPS " " deps)
  list(JOIN arg_PRIVATE_DEPS " " private_deps)
  list(JOIN arg_LABELS " " labels)
  set_property(GLOBAL APPEND PROPERTY cairn_targets
    "${name}\t${kind}\t${dir}\t${srcs}\t${deps} ${private_deps}\t${labels}\t${arg_PCH}\n")
endfunction()

function(cairn_write_targets)
  get_property(lines GLOBAL PROPERTY cairn_targets)
  list(JOIN lines "" lines)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/targets.tsv CONTENT "${lines}" @ONLY)
endfunction()

macro(_cairn_parse)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "BLOCKS;CORPUS;MAX_LEN;PCH;RUNS;TIMEOUT_S" "SRCS;ALONE;PROTOS;DEPS;PRIVATE_DEPS;LABELS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${name}: unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
endmacro()

function(_cairn_configure target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  _cairn_code_of(code "${arg_PCH}")
  target_link_libraries(${target} PUBLIC ${arg_DEPS} PRIVATE ${arg_PRIVATE_DEPS} ${code})
  if(arg_PCH)
    target_precompile_headers(${target} REUSE_FROM cairn_pch_${arg_PCH})
  endif()
endfunction()

function(cairn_library name)
  _cairn_parse(${ARGV})
  cairn_join_files(units ${name})
  add_library(cairn_${name} STATIC ${units})
  add_library(cairn::${name} ALIAS cairn_${name})
  _cairn_configure(cairn_${name})
  _cairn_register(${name} library)
endfunction()

function(cairn_binary name)
  _cairn_parse(${ARGV})
  cairn_join_files(units ${name})
  add_executable(${name} ${units})
  _cairn_configure(${name})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  _cairn_register(${name} binary)
endfunction()

# Every second test of a program in a process of its own, and the others in another: with a sanitizer a
# program starts slower than most tests run, and two processors are to have work to the end.
function(_cairn_add_halves name timeout_s)
  foreach(half 0 1)
    add_test(NAME ${name}.${half} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(${name}.${half} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${timeout_s}
      ENVIRONMENT "GTEST_TOTAL_SHARDS=2;GTEST_SHARD_INDEX=${half}")
  endforeach()
endfunction()

# One binary per folder of tests; its tests are found when ctest runs and not when it links. Several
# labels become one, joined by `-` (gtest_discover_tests passes no lists); `ctest -L` finds each of them.
function(cairn_test name)
  _cairn_parse(${ARGV})
  list(JOIN arg_LABELS "-" labels)
  list(APPEND arg_DEPS GTest::gmock_main)
  set(timeout_s 300)
  if(arg_TIMEOUT_S)
    set(timeout_s ${arg_TIMEOUT_S})
  endif()
  cairn_join_files(units ${name})
  add_executable(${name} ${units})
  _cairn_configure(${name})
  if(CAIRN_WHOLE_PROGRAMS)
    _cairn_add_halves(${name} 900)
  else()
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 NO_PRETTY_VALUES
      PROPERTIES LABELS "${labels}" TIMEOUT ${timeout_s})
  endif()
  _cairn_register(${name} test)
endfunction()

# The program of a cairn_test with one file of ours (a path from the root) compiled with a fault of
# eventstore/mutation.h; the linker takes it before the one in the library. The ctest entry passes when
# the tests of NOTICED_BY fail. Not in targets.tsv: the file belongs to its library, which names it in
# ALONE.
function(cairn_mutant name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TEST;MUTATION;SRC;NOTICED_BY" "")
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  add_executable(mutant_${name} $<TARGET_OBJECTS:${arg_TEST}> ${PROJECT_SOURCE_DIR}/${arg_SRC})
  get_target_property(libraries ${arg_TEST} LINK_LIBRARIES)
  target_include_directories(mutant_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(mutant_${name} PRIVATE ${libraries})  # the flags of tests are among them
  target_precompile_headers(mutant_${name} REUSE_FROM cairn_pch_test)
  target_compile_definitions(mutant_${name} PRIVATE CAIRN_MUTATION=${arg_MUTATION})
  add_test(NAME mutation.${name}
    COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/tests/mutation/run_mutant.py
            $<TARGET_FILE:${arg_TEST}> $<TARGET_FILE:mutant_${name}> ${arg_NOTICED_BY})
  set_tests_properties(mutation.${name} PROPERTIES LABELS mutation TIMEOUT 600)
endfunction()

# Code that fuzzers are guided by: calls say which of its blocks are reached and what it compares. Any
# program may link it.
function(cairn_instrument target)
  target_compile_options(${target} PRIVATE ${CAIRN_COVERAGE_FLAGS})
  target_link_libraries(${target} PUBLIC cairn::no_coverage)
endfunction()

# ctest gives it RUNS inputs of at most MAX_LEN bytes (4096) and fails if they reach fewer than BLOCKS blocks
# of instrumented code. What it finds beyond the kept corpus is left in the build folder.
function(cairn_fuzzer name)
  _cairn_parse(${ARGV})
  set(arg_LABELS fuzz)
  _cairn_register(${name} fuzzer)
  if(NOT CAIRN_COVERAGE_FLAGS)
    return()
  endif()
  add_executable(${name} ${arg_SRCS})
  _cairn_configure(${name})
  cairn_instrument(${name})
  target_link_libraries(${name} PRIVATE cairn::coverage ${CAIRN_LIBFUZZER})
  target_link_options(${name} PRIVATE -Wl,--wrap=__sanitizer_cov_trace_pc)
  set(options -runs=${arg_RUNS} -max_len=4096)
  if(arg_MAX_LEN)
    list(APPEND options -max_len=${arg_MAX_LEN})
  endif()
  if(arg_CORPUS)
    list(APPEND options ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${arg_CORPUS})
  endif()
  add_test(NAME fuzz.${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/run_fuzzer $<TARGET_FILE:${name}>
    ${arg_BLOCKS} ${CMAKE_CURRENT_BINARY_DIR}/${name}_found ${options})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
endfunction()

# A precompiled header as a target of its own; others name it with PCH <name>. An include that a file
# forgets is hidden by it: clang-tidy, which reads every file without, finds that (deploy/lint).
function(cairn_pch name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "GENERATED" "" "HEADERS;DEPS")
  file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/pch_${name}.cc CONTENT "")
  add_library(cairn_pch_${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/pch_${name}.cc)
  target_link_libraries(cairn_pch_${name} PRIVATE ${arg_DEPS})
  if(arg_GENERATED)
    target_compile_options(cairn_pch_${name} PRIVATE ${CAIRN_GENERATED_FLAGS})
  else()
    _cairn_code_of(code ${name})
    target_link_libraries(cairn_pch_${name} PRIVATE ${code})
  endif()
  target_precompile_headers(cairn_pch_${name} PRIVATE ${arg_HEADERS})
  _cairn_register(pch_${name} pch)
endfunction()

# Shared by cairn_proto and cairn_grpc: protoc once per file, with protoc's own dependency list. Files of
# the contract are named from proto/, those of rows that only we store (projections/) from the top.
set(CAIRN_PROTO_ROOT ${PROJECT_SOURCE_DIR}/proto)
set(CAIRN_GENERATED_ROOT ${PROJECT_BINARY_DIR}/generated)
function(_cairn_protoc out_var plugin_args suffix)
  set(outputs "")
  foreach(proto ${arg_PROTOS})
    string(REPLACE ".proto" "" stem ${proto})
    set(base ${CAIRN_GENERATED_ROOT}/${stem}.${suffix})
    set(file ${CAIRN_PROTO_ROOT}/${proto})
    set(roots -I ${CAIRN_PROTO_ROOT})
    if(NOT EXISTS ${file})
      set(file ${PROJECT_SOURCE_DIR}/${proto})
      list(APPEND roots -I ${PROJECT_SOURCE_DIR})
    endif()
    add_custom_command(OUTPUT ${base}.cc ${base}.h
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CAIRN_GENERATED_ROOT}
      COMMAND ${PROJECT_SOURCE_DIR}/cmake/keep_unchanged ${base}.cc ${base}.h --
              $<TARGET_FILE:protobuf::protoc> ${plugin_args} --dependency_out=${base}.d ${roots} ${file}
      DEPENDS ${file} DEPFILE ${base}.d
      COMMENT "protoc ${proto} (${suffix})" VERBATIM)
    list(APPEND outputs ${base}.cc ${base}.h)
  endforeach()
  set(${out_var} ${outputs} PARENT_SCOPE)
endfunction()

function(_cairn_generated_library name)
  cairn_join_generated(units ${name})
  add_library(cairn_${name} STATIC ${units})
  target_precompile_headers(cairn_${name} REUSE_FROM cairn_pch_generated)
  add_library(cairn::${name} ALIAS cairn_${name})
  target_include_directories(cairn_${name} SYSTEM PUBLIC ${CAIRN_GENERATED_ROOT})
  target_compile_options(cairn_${name} PRIVATE ${CAIRN_GENERATED_FLAGS})
endfunction()

function(cairn_proto name)
  _cairn_parse(${ARGV})
  _cairn_protoc(outputs "--cpp_out=${CAIRN_GENERATED_ROOT}" pb)
  _cairn_generated_library(${name})
  target_link_libraries(cairn_${name} PUBLIC protobuf::libprotobuf ${arg_DEPS})
  _cairn_register(${name} proto)
endfunction()

function(cairn_grpc name)
  _cairn_parse(${ARGV})
  _cairn_protoc(outputs
    "--grpc_out=${CAIRN_GENERATED_ROOT};--plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>"
    grpc.pb)
  _cairn_generated_library(${name})
  target_link_libraries(cairn_${name} PUBLIC gRPC::grpc++ ${arg_DEPS})
  _cairn_register(${name} grpc)
endfunction()
