# The malloc of the programs that serve: link cairn_allocator. An append frees in the log's thread what
# it took in a lane's, which is what glibc's arenas are worst at: a sixth of its processor time went
# there. Empty under the sanitizers, which bring their own.
include_guard()
set(CAIRN_ALLOCATOR "" CACHE STRING "file of a library that takes the place of libc's malloc, or empty")

add_library(cairn_allocator INTERFACE)
if(CAIRN_ALLOCATOR)
  find_library(CAIRN_ALLOCATOR_PATH NAMES ${CAIRN_ALLOCATOR} REQUIRED)
  target_link_libraries(cairn_allocator INTERFACE ${CAIRN_ALLOCATOR_PATH})
endif()
