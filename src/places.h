// Places in the files of a run that rules across files speak of. While the rules run such a place is a file and a span;
// its lines and columns are filled in afterwards, with each of these files read once more, so that no summary has to
// keep text that hardly anybody asks for.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "diagnose.h"
#include "diagnostic.h"
#include "source.h"

namespace plimsoll {

struct ProjectFile {
  const std::string& path;
  HiddenSpans hidden;  // secrets in it
};

class Places {
 public:
  // The file's index. The Location lives as long as the Places do; until fill() it has a path and two offsets.
  const Location& at(const std::vector<ProjectFile>& files, uint32_t file, Span span);
  // `text(i)` is that of files[i], empty where it can no longer be read.
  void fill(const std::vector<ProjectFile>& files, const std::function<std::string(uint32_t)>& text);

 private:
  struct Entry {
    uint32_t file;
    Location location;
  };
  std::deque<Entry> entries_;
};

}  // namespace plimsoll
