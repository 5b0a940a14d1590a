# How this project's targets are made: warnings, one library a folder, third-party libraries as SYSTEM.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url)
find_package(simdjson REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(LibXml2 REQUIRED)
find_package(LibArchive REQUIRED)
find_package(ZLIB REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
find_library(CLD2_LIBRARY cld2 REQUIRED)

add_library(wirefold_warnings INTERFACE)
target_compile_options(wirefold_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wformat=2
    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast>
    # gcc 12 sees uninitialized and null values in optimized std::variant code where there are none.
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wno-maybe-uninitialized>
    $<$<CXX_COMPILER_ID:Clang>:-Wnull-dereference>
    $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>
    $<$<BOOL:${WIREFOLD_WERROR}>:-Werror>)
target_include_directories(wirefold_warnings INTERFACE ${CMAKE_SOURCE_DIR})
# No exceptions cross a stage, and Boost's headers need none of their own deprecated parts.
target_compile_definitions(wirefold_warnings INTERFACE BOOST_ASIO_NO_DEPRECATED)

# simdjson's on-demand front end takes its instruction set at compile time; without this it falls back to bytewise
# code. Every x86 server since 2013 has these instructions; the daemon says so at start where they are missing.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(wirefold_warnings INTERFACE -march=x86-64-v3 -mpclmul)
endif()

# wirefold_module(NAME SOURCES a.cpp … [USES core model …] [LIBRARIES third-party targets …])
# One folder of daemon/ as a static library wirefold_NAME. USES are folders, LIBRARIES stay private to it.
function(wirefold_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
    add_library(wirefold_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(wirefold_${name} PRIVATE wirefold_warnings ${ARG_LIBRARIES})
    target_include_directories(wirefold_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    foreach(used IN LISTS ARG_USES)
        target_link_libraries(wirefold_${name} PUBLIC wirefold_${used})
    endforeach()
endfunction()

# wirefold_test(LABEL NAME SOURCES … USES folders … [LIBRARIES …]): a doctest binary that ctest runs as LABEL/NAME.
function(wirefold_test label name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
    set(target ${label}_${name})
    add_executable(${target} ${ARG_SOURCES})
    target_link_libraries(${target} PRIVATE wirefold_warnings wirefold_test_support ${ARG_LIBRARIES})
    foreach(used IN LISTS ARG_USES)
        target_link_libraries(${target} PRIVATE wirefold_${used})
    endforeach()
    add_test(NAME ${label}/${name} COMMAND ${target} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${label}/${name} PROPERTIES LABELS ${label} SKIP_RETURN_CODE 77)
endfunction()
