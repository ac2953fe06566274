// Findings that are known and wait for better days, in a file of their own:
//
//   {
//     "version": 1,
//     "findings": [
//       {"path": "web/Dockerfile", "rule": "untagged-base-image", "fingerprint": "0123456789abcdef:1"},
//       {"path": "web/pod.yaml", "rule": "host-network", "fingerprint": "fedcba9876543210:1"}
//     ]
//   }
//
// A fingerprint is that of the finding (diagnostic.h), so entries survive lines that move. Paths are relative to the
// file. Entries are sorted, one to a line; nothing of the files' text is in them.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <vector>

#include "result.h"

namespace plimsoll {

class Baseline {
 public:
  struct Entry {
    std::string path, rule, fingerprint;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };

  // An empty one, to be kept in that file.
  explicit Baseline(const std::string& file);
  // Reads the file. Says what is wrong with it, and where; empty if nothing is.
  std::string read();
  // Puts it into its file. Says what failed; empty if nothing.
  std::string write() const;

  // Whether findings of that rule would be made again in this run.
  using Judged = std::function<bool(const std::string& rule)>;
  // The entries for which the run finds nothing any more, though it looked: their file was checked, or is gone.
  std::vector<Entry> stale(const RunResult& result, const Judged& judged) const;

  // Takes the findings that it has out of the result, and says how many those were.
  uint32_t apply(RunResult& result) const;
  void add(const RunResult& result);
  void drop(const std::vector<Entry>& entries);  // sorted

  size_t size() const { return entries_.size(); }

 private:
  Entry entry_of(const FileResult& file, const Diagnostic& diagnostic) const;
  std::string relative(const std::string& path) const;
  bool has(const Entry& entry) const;

  std::string file_, folder_;
  std::vector<Entry> entries_;  // sorted, each once
};

}  // namespace plimsoll
