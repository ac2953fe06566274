// What COPY and ADD move, and where to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

enum class SourceKind : uint8_t {
  path,     // in the context, or in another stage with --from
  url,      // http:// and https://
  git,      // a repository
  heredoc,  // the text stands in the Dockerfile
};
// `source` is expanded.
SourceKind source_kind(std::string_view source);

// A path that stands for others: it has * ? or [.
bool has_wildcard(std::string_view path);

struct ContextSource {
  const Word* word = nullptr;
  std::string text;  // expanded
  std::string path;  // the same, clean: "." is the whole context
};
// Of COPY without --from and ADD: the sources that the builder takes from the context, without those whose value nobody
// knows.
const std::vector<ContextSource>& context_sources(const Transfer& transfer);

// Where the files go, from "/" on; unknown where a variable or the working directory of the base image is in it. A
// slash at the end stays: then it is surely a folder.
Text destination_of(const Transfer& transfer);
// The base image at the end of a chain is known to set a working directory.
bool base_has_workdir(const Stage& root);
// The last part of a path, without a slash at its end.
std::string base_name(std::string_view path);
// Without "." and "..", doubled slashes and a slash at the end: "/a/b".
std::string clean_path(std::string_view path);
// The path is that folder or below it; both clean.
bool is_below(std::string_view path, std::string_view folder);

// The archive formats of rules/data/archives.yaml by the end of the name.
bool is_tar(std::string_view name);      // ADD unpacks it
bool may_be_tar(std::string_view name);  // it is compressed, so it may

// All of COPY and ADD.
inline const Transfer* transfer_of(const Instruction& instruction) {
  if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return nullptr;
  return static_cast<const Transfer*>(&instruction);
}

}  // namespace plimsoll::dockerfile
