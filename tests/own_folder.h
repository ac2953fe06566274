// Where a test may write: no other program that runs tests at the same time writes there.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace plimsoll {

inline std::filesystem::path own_folder(const std::string& name) {
  return std::filesystem::path(testing::TempDir()) / ("plimsoll-" + name + "-" + std::to_string(getpid()));
}

}  // namespace plimsoll
