// Files that instructions put into their layers, and the paths that commands of a RUN speak of.
//
//   ScriptFolder folder(run);
//   for (const shell::Command& command : script.commands) {
//     folder.path_of(command.arguments[0]);   // "/opt/app/x" for x behind WORKDIR /opt and cd app
//     folder.enter(command);
//   }
#pragma once

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dockerfile/model.h"
#include "dockerfile/mounts.h"

namespace plimsoll::dockerfile {

// Where the commands of a script work.
class ScriptFolder {
 public:
  explicit ScriptFolder(const Instruction& run);
  // The path from "/" on without "." and ".."; empty if a variable, a substitution or an unknown folder hides it. Below
  // a working directory that only the base image knows it begins with "${WORKDIR}". Stars stay.
  std::string path_of(const shell::Word& word) const;
  std::string path_of(std::string text) const;
  // Call it behind each command.
  void enter(const shell::Command& command);

 private:
  const Instruction& run_;
  Text now_;
  bool lost_ = false;
};

struct LayerFile {
  std::string path;
  bool folder = false;    // a tree of files
  bool download = false;  // from the network
  Span span;              // the word that names it, or what brings it
  const Instruction* by = nullptr;
};
// What COPY and ADD put into the layer.
std::vector<LayerFile> files_of(const Transfer& transfer);
// What a command downloads, clones or unpacks.
std::vector<LayerFile> files_of(const shell::Command& command, const ScriptFolder& folder);

struct DeletedPath {
  std::string path;  // may hold stars
  const shell::Word* word = nullptr;
};
// What rm takes away, mv takes from its place, and gunzip puts another file in place of.
std::vector<DeletedPath> deletions_of(const shell::Command& command, const ScriptFolder& folder);

// By path: what a chain of stages has put into its layers so far.
class LayerFiles {
 public:
  void add(LayerFile file);
  // Takes out what a deletion covers; the first of them, by path, is what was there.
  std::vector<LayerFile> take(const std::string& path);
  // Those that equal the path, are below it, or hold it.
  std::vector<const LayerFile*> around(const std::string& path) const;
  const LayerFile* find(const std::string& path) const;
  const std::map<std::string, LayerFile>& all() const { return files_; }

 private:
  std::map<std::string, LayerFile> files_;
  int globs_ = 0;
};

// The name of an archive, a package or an installer.
bool is_archive_name(std::string_view path);

// What one instruction of a chain of stages does to the files of the image.
struct LayerStep {
  struct Ran {
    const shell::Command* command = nullptr;
    const ScriptFolder* folder = nullptr;  // where it works
    std::vector<DeletedPath> deleted;
    std::vector<LayerFile> brought;  // into the layer, not into a mount
  };
  const Instruction* instruction = nullptr;
  std::vector<LayerFile> copied;    // by COPY and ADD
  std::vector<Ran> ran;             // the commands of a RUN
  std::optional<Mounted> mounted;   // of a RUN
  std::list<ScriptFolder> folders;  // Ran points to them
};
// Those of the stage and its parents, the root first.
std::shared_ptr<const std::vector<LayerStep>> layer_steps(const Stage& stage);

}  // namespace plimsoll::dockerfile
