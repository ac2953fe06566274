#include "dockerfile/platform.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace plimsoll::dockerfile {
namespace {

TEST(Platform, ReadsAsTheBuilderDoes) {
  const std::pair<const char*, const char*> table[] = {
      {"linux/amd64", "linux amd64 "},
      {"linux/arm/v7", "linux arm v7"},
      {"Linux", "linux  "},
      {"macos", "darwin  "},
      {"x86_64", " amd64 "},
      {"linux/aarch64", "linux arm64 "},
      {"windows(10.0.17763)/amd64", "windows amd64 "},
      {"any/thing", "any thing "},
      {"x86", "-"},
      {"", "-"},
      {"linux/", "-"},
      {"/amd64", "-"},
      {"linux/a/b/c", "-"},
      {"linux/am d64", "-"},
      {"windows(10/amd64", "-"},
  };
  for (const auto& [text, expected] : table) {
    const auto platform = parse_platform(text);
    EXPECT_EQ(platform ? platform->os + " " + platform->architecture + " " + platform->variant : "-", expected) << text;
  }
}

TEST(Platform, OfAnImageByItsName) {
  const std::pair<const char*, const char*> table[] = {
      {"arm64v8/alpine", "arm64"},
      {"amd64/debian:13", "amd64"},
      {"team/app:1.0-arm64", "arm64"},
      {"team/app:amd64", "amd64"},
      {"debian:13", ""},
      {"example.com/amd64/app", ""},
  };
  for (const auto& [text, expected] : table) EXPECT_EQ(architecture_of(split_image(text)), expected) << text;
}

}  // namespace
}  // namespace plimsoll::dockerfile
