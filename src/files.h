// Which files a run looks at, and how they are read.
//
// Folders are walked in sorted order; .gitignore files (those above the folder in its repository too) and
// .git/info/exclude count, .git itself is left out, hidden folders are walked. A symbolic link counts when it is named;
// one that is found is not followed, and reported when its name is one of ours. In a folder the name decides what is
// opened; a file that is named is always opened.
//
//   Discovery found = discover({"src", "Dockerfile"});
//   for (const FileEntry& file : found.files) FileText text = read_file(file);
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

struct FileEntry {
  std::string path;             // as named or found below what was named, without "./"
  bool named = false;           // on the command line, not found in a folder
  bool standard_input = false;  // `path` is what it shall be called
};

struct Discovery {
  struct Problem {
    std::string path;
    std::string reason;
    bool failed = true;  // otherwise it was left out on purpose
    bool named = false;
  };
  std::vector<FileEntry> files;   // by path, each once
  std::vector<Problem> problems;  // by path
};

// "-" is standard input, called `stdin_name`.
Discovery discover(const std::vector<std::string>& paths, std::string_view stdin_name = "-");

struct FileText {
  std::string text;
  std::string error;  // why it could not be read; empty when it was
};

// Regular files up to kLargestFile only; never waits for a pipe.
FileText read_file(const FileEntry& file);
FileText read_file(const std::string& path);
inline constexpr size_t kLargestFile = size_t{64} << 20;

// What a file is by its name: Dockerfile, Dockerfile.*, Dockerfile-*, *.Dockerfile and the same with "dockerfile",
// "Containerfile" and "containerfile", but not *.dockerignore, Dockerfile.md or dockerfile.go; *.yaml, *.yml and *.json
// may be manifests. Tiltfile and docker-bake.hcl are not judged, but say which images are built (build_files.h).
enum class FileKind { unknown, dockerfile, manifest, build_script };
FileKind kind_by_name(std::string_view path);
// For a file of unknown name: the first word that is no comment tells a Dockerfile, the first line a manifest.
FileKind kind_by_content(std::string_view text);

}  // namespace plimsoll
