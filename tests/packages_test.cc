#include "dockerfile/packages.h"

#include <gtest/gtest.h>

namespace plimsoll::dockerfile {
namespace {

TEST(Packages, OperandsOfRmThatEmptyAFolder) {
  for (const char* operand :
       {"/var/cache/yum", "/var/cache/yum/", "/var/cache/yum/*", "/var/cache/*", "/var/cache", "/var/cache/y*",
        "/var/{tmp,cache/yum}", "/var/cache/{dnf,yum}/*", "/var/*/yum", "/var/cache/yum/*_x", "/var/cache/yum/."}) {
    EXPECT_TRUE(covers_folder(operand, "/var/cache/yum")) << operand;
  }
  for (const char* operand : {"/", "/*", "", "*", "/var/cache/yumx", "/var/cache/yum/x86_64", "/var/cache/dnf/*",
                              "/var/c", "/var/{tmp,log}", "/var/lib/*", "${X}", "var/cache/yum", "/var/cache/{a,b"}) {
    EXPECT_FALSE(covers_folder(operand, "/var/cache/yum")) << operand;
  }
}

}  // namespace
}  // namespace plimsoll::dockerfile
