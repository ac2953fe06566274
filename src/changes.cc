#include "changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "files.h"
#include "output/output.h"
#include "process.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};
constexpr size_t kMostOutput = size_t{1} << 30;

class Git {
 public:
  explicit Git(std::string program) : program_(std::move(program)) {
    // Where the user trusts folders of others (safe.directory); nothing else of the environment.
    for (const char* name : {"HOME", "XDG_CONFIG_HOME"}) {
      if (const char* value = std::getenv(name)) environment_.push_back(std::string(name) + "=" + value);
    }
    for (const char* fixed : {"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
                              "GIT_NO_REPLACE_OBJECTS=1", "GIT_PAGER=cat", "GIT_ATTR_NOSYSTEM=1"}) {
      environment_.emplace_back(fixed);
    }
    disable_filters();
  }

  // What it prints; nothing if it failed.
  std::optional<std::string> run(std::vector<std::string> arguments) const {
    std::vector<std::string> all{
        "-c", "core.fsmonitor=false",          "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false",
        "-c", "protocol.allow=never",          "-c", "core.pager=cat",           "-c", "diff.external=",
        "-c", "core.attributesFile=/dev/null", "-c", "diff.noprefix=false",      "-c", "diff.mnemonicPrefix=false",
        "-c", "diff.interHunkContext=0"};
    all.insert(all.end(), std::make_move_iterator(arguments.begin()), std::make_move_iterator(arguments.end()));
    Process process(program_, all, environment_);
    auto output = process.output(std::chrono::steady_clock::now() + kPatience, kMostOutput);
    if (!output || process.exit_code() != 0) return std::nullopt;
    return output;
  }

  // The same without the line break at the end.
  std::optional<std::string> line(std::vector<std::string> arguments) const {
    auto output = run(std::move(arguments));
    if (output && output->ends_with('\n')) output->pop_back();
    return output;
  }

 private:
  // Filters are programs that git runs on files before it compares them; an empty name runs none.
  void disable_filters() {
    const auto names =
        run({"config", "--null", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|smudge|process)$"});
    if (!names) return;
    int count = 0;
    for (size_t at = 0; at < names->size();) {
      const size_t end = std::min(names->find('\0', at), names->size());
      environment_.push_back(fmt::format("GIT_CONFIG_KEY_{}={}", count, names->substr(at, end - at)));
      environment_.push_back(fmt::format("GIT_CONFIG_VALUE_{}=", count));
      ++count;
      at = end + 1;
    }
    environment_.push_back(fmt::format("GIT_CONFIG_COUNT={}", count));
  }

  std::string program_;
  std::vector<std::string> environment_;
};

// A name as git quotes it: "a\"b\303\251".
std::string unquoted(std::string_view name) {
  if (!name.starts_with('"')) {
    if (name.ends_with('\t')) name.remove_suffix(1);  // git puts it behind a name with blanks
    return std::string(name);
  }
  name.remove_prefix(1);
  std::string result;
  while (!name.empty() && name.front() != '"') {
    char c = name.front();
    name.remove_prefix(1);
    if (c == '\\' && !name.empty()) {
      constexpr std::string_view letters = "abtnvfr", meant = "\a\b\t\n\v\f\r";
      c = name.front();
      if (const size_t at = letters.find(c); at != letters.npos) {
        c = meant[at];
      } else if (c >= '0' && c <= '3' && name.size() >= 3) {
        c = static_cast<char>((name[0] - '0') * 64 + (name[1] - '0') * 8 + (name[2] - '0'));
        name.remove_prefix(2);
      }
      name.remove_prefix(1);
    }
    result += c;
  }
  return result;
}

// "12,3" → {12, 3}; "12" → {12, 1}.
std::pair<uint32_t, uint32_t> read_range(std::string_view text) {
  uint32_t first = 0, count = 1;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, first);
  if (error == std::errc() && stop != end && *stop == ',') std::from_chars(stop + 1, end, count);
  return {first, count};
}

// Where our lines are not those of git, which knows no lone carriage returns.
bool counts_lines_otherwise(const std::string& path) {
  const std::string text = read_file(path).text;
  for (size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') return true;
  }
  return false;
}

}  // namespace

std::map<std::string, Changes::Lines, std::less<>> read_patch(std::string_view patch) {
  std::map<std::string, Changes::Lines, std::less<>> all;
  Changes::Lines* lines = nullptr;
  uint64_t body = 0;  // lines of the hunk that are still to come
  while (!patch.empty()) {
    const std::string_view line = patch.substr(0, patch.find('\n'));
    patch.remove_prefix(std::min(line.size() + 1, patch.size()));
    if (line.starts_with('\\')) continue;  // "\ No newline at end of file"
    if (body > 0) {
      --body;
    } else if (line.starts_with("+++ ")) {
      const std::string name = unquoted(line.substr(4));
      lines = name.starts_with("b/") ? &all[name.substr(2)] : nullptr;
    } else if (line.starts_with("@@ -")) {
      std::string_view rest = line.substr(4);
      const auto [old_first, old_count] = read_range(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(std::min(rest.find('+'), rest.size() - 1) + 1);
      const auto [first, count] = read_range(rest.substr(0, rest.find(' ')));
      body = uint64_t{old_count} + count;
      if (lines && count > 0) lines->push_back({first, first + count - 1});
    }
  }
  return all;
}

Changes changes_since(const std::string& revision) {
  Changes changes;
  const std::string program = find_program("git");
  if (program.empty()) {
    changes.error = "git was not found";
    return changes;
  }
  const Git git(program);
  const auto root = git.line({"rev-parse", "--show-toplevel"});
  if (!root || root->empty()) {
    changes.error = "git knows no repository here, or does not trust it ('git status' says more)";
    return changes;
  }
  const auto commit = revision.empty() || revision.starts_with('-')
                          ? std::nullopt
                          : git.line({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!commit) {
    changes.error = fmt::format("git knows no revision '{}'", printable(revision));
    return changes;
  }
  const std::string base = git.line({"merge-base", *commit, "HEAD"}).value_or(*commit);
  const auto tracked = git.run({"ls-files", "-z", "--full-name", "--", ":/"});
  const auto patch = git.run({"diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--text",
                              "--unified=0", "--ignore-submodules=all", "--no-relative", "-O/dev/null",
                              "--src-prefix=a/", "--dst-prefix=b/", base, "--", ":/"});
  if (!tracked || !patch) {
    changes.error = "git could not say what changed since '" + printable(revision) + "'";
    return changes;
  }
  changes.root = *root;
  for (size_t at = 0; at < tracked->size();) {
    const size_t end = std::min(tracked->find('\0', at), tracked->size());
    changes.tracked.insert(tracked->substr(at, end - at));
    at = end + 1;
  }
  changes.lines = read_patch(*patch);
  return changes;
}

bool Changes::touches(const std::string& path, uint32_t first, uint32_t last) const {
  if (!tracked.contains(path)) return true;
  const auto found = lines.find(path);
  if (found == lines.end()) return false;
  const auto next = std::lower_bound(found->second.begin(), found->second.end(), first,
                                     [](const auto& range, uint32_t line) { return range.second < line; });
  return next != found->second.end() && next->first <= last;
}

uint32_t keep_changed(RunResult& result, const Changes& changes) {
  size_t count = 0;
  for (FileResult& file : result.files) {
    if (file.diagnostics.empty()) continue;
    std::error_code ignored;
    const fs::path whole = fs::absolute(file.path, ignored);
    const fs::path folder = fs::weakly_canonical(whole.parent_path(), ignored);
    const std::string path = (folder / whole.filename()).lexically_relative(changes.root).generic_string();
    if (changes.lines.contains(path) && counts_lines_otherwise(file.path)) continue;
    count += erase_if(file.diagnostics, [&](const Diagnostic& diagnostic) {
      return !changes.touches(path, diagnostic.region.line, diagnostic.region.end_line);
    });
  }
  return static_cast<uint32_t>(count);
}

}  // namespace plimsoll
