#include "places.h"

#include <algorithm>
#include <optional>

namespace plimsoll {

const Location& Places::at(const std::vector<ProjectFile>& files, uint32_t file, Span span) {
  Entry& entry = entries_.emplace_back();
  entry.file = file;
  entry.location.path = files[file].path;
  entry.location.region.begin = span.begin;
  entry.location.region.end = span.end;
  return entry.location;
}

void Places::fill(const std::vector<ProjectFile>& files, const std::function<std::string(uint32_t)>& text) {
  std::vector<Entry*> by_file;
  for (Entry& entry : entries_) by_file.push_back(&entry);
  std::stable_sort(by_file.begin(), by_file.end(), [](const Entry* a, const Entry* b) { return a->file < b->file; });
  std::optional<Source> source;
  for (size_t i = 0; i < by_file.size(); ++i) {
    const uint32_t file = by_file[i]->file;
    if (i == 0 || by_file[i - 1]->file != file) source.emplace(files[file].path, text(file));
    Location& location = by_file[i]->location;
    const Span span{location.region.begin, location.region.end};
    location.region = region_of(span, *source);
    location.snippet = snippet_of(span, *source, files[file].hidden);
  }
}

}  // namespace plimsoll
