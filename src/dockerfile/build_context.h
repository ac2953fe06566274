// The folder that a build gets, as far as the Dockerfile's own folder shows it: what COPY and ADD can find there, and
// what its .dockerignore keeps out.
//
// Only the disk tells whether the context is that folder, and the builder may be given another one. So nothing is known
// of text from elsewhere (standard input, editors), and of the folder only where something speaks for it: a
// .dockerignore beside the Dockerfile, or every file that the Dockerfile names being there. Everything is read when
// first asked for, by looking at named paths alone: no link is followed, no tree is walked. Belongs to one thread.
//
//   const BuildContext& context = copy.model->context();
//   if (context.ignore() && context.ignore()->ignores_all(clean_source("./dist"))) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/dockerignore.h"

namespace plimsoll::dockerfile {

struct File;

class BuildContext {
 public:
  enum class Entry { unknown, absent, file, folder };

  BuildContext() = default;  // of which nothing is known
  BuildContext(const File& file, std::string_view path);

  // The folder of the Dockerfile is on disk and taken for the context.
  bool here() const;
  // The patterns in force, nullptr if there are none or nobody knows.
  const Dockerignore* ignore() const;
  // "Dockerfile.dockerignore" or ".dockerignore"; empty where there is none.
  const std::string& ignore_name() const;
  // It is known that no file keeps anything out.
  bool without_ignore() const { return here() && !ignore() && !unreadable_; }

  // What stands at a clean path below the context; links are unknown.
  Entry at(std::string_view path) const;
  // The size of a file there; nothing for what is none, or not known.
  std::optional<uint64_t> size(std::string_view path) const;
  // The same as at() in the Dockerfile's folder, be it the context or not; unknown for text from elsewhere.
  Entry beside(std::string_view path) const;
  // The paths that fit a pattern of COPY; nothing where that is not known, or they are too many to look at.
  std::optional<std::vector<std::string>> matches(std::string_view pattern) const;
  // Of the sources that the file names without variables and wildcards, so many are beside it, or are not.
  size_t named_and_there() const;
  size_t named_and_absent() const;

 private:
  void read() const;
  void count_sources() const;
  bool read_ignore(const std::string& name) const;

  const File* file_ = nullptr;
  std::string folder_;  // with a slash at the end
  std::string name_;    // of the Dockerfile
  mutable bool read_ = false, here_ = false, unreadable_ = false, counted_ = false;
  mutable size_t there_ = 0, absent_ = 0;
  mutable std::string ignore_name_;
  mutable std::optional<Dockerignore> ignore_;
  mutable size_t looks_left_ = 2000;
};

}  // namespace plimsoll::dockerfile
