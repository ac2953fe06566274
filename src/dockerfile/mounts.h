// The folders of a RUN that are no part of its layer.
//
//   Mounted(run).holds("/run/secrets/token")                              // any mount, devices
//   Mounted(run, {"cache", "tmpfs"}).holds(home_at(run) + "/.cache/pip")  // what was put there needs no cleaning
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

class Mounted {
 public:
  explicit Mounted(const Run& run);
  // Only mounts of these types.
  Mounted(const Run& run, std::initializer_list<std::string_view> types);
  // A mount has the path or a folder above it. A mount whose target nobody knows may have any.
  bool holds(std::string_view path) const;

 private:
  void add(const Run& run, const Mount& mount);
  std::vector<std::string> folders_;
  bool unknown_ = false;
};

// Where a user with that home keeps what tables have for root: "/root/.npm" -> "/home/app/.npm".
std::string at_home(std::string_view path, std::string_view home);

}  // namespace plimsoll::dockerfile
