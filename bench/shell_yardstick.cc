// How well scripts are read, measured by the real shells.
//
//   shell-yardstick PATH…     files, and folders in which names tell the Dockerfiles
//
// Prints the share of shell-form scripts that `dash -n` or `bash -n` accepts and that are read without an error, and
// every script that is not, with its place. The shells check syntax only; nothing of the scripts runs.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "dockerfile/parse.h"
#include "files.h"
#include "shell/parse.h"

extern char** environ;

namespace {

using namespace plimsoll;

bool accepts(const char* shell, const std::string& file) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = shell;
  std::string flag = "-n";
  std::string path = file;
  char* const arguments[] = {name.data(), flag.data(), path.data(), nullptr};
  pid_t child = 0;
  const bool started = posix_spawnp(&child, shell, &actions, nullptr, arguments, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  int status = 1;
  return started && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

struct Totals {
  int files = 0, scripts = 0, accepted = 0, read = 0, rejected_by_us_only = 0, rejected_by_shells_only = 0;
};

class Yardstick {
 public:
  Yardstick() {
    char name[] = "/tmp/shell-yardstick-XXXXXX";
    const int handle = mkstemp(name);
    if (handle >= 0) close(handle);
    script_file_ = name;
  }
  ~Yardstick() { std::filesystem::remove(script_file_); }

  void measure(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const Source source(path.string(), std::string(std::istreambuf_iterator<char>(in), {}));
    const auto file = dockerfile::parse(source);
    ++totals.files;
    auto dialect = shell::Dialect::sh;
    for (const auto& instruction : file->instructions) {
      if (instruction->keyword == dockerfile::Keyword::from) dialect = shell::Dialect::sh;
      if (instruction->keyword == dockerfile::Keyword::shell) {
        const auto& words = static_cast<const dockerfile::Shell&>(*instruction).command.exec;
        if (!words.empty()) dialect = shell::dialect_of(words[0].text());
      }
      if (dialect == shell::Dialect::powershell || dialect == shell::Dialect::cmd) continue;
      for (const auto& script : shell::scripts_of(*instruction, source, dialect)) {
        if (!script->exec_form && !script->text.empty()) measure(*script, source);
      }
    }
  }

  Totals totals;

 private:
  void measure(const shell::Script& script, const Source& source) {
    ++totals.scripts;
    std::ofstream(script_file_, std::ios::binary) << script.text.text();
    const bool accepted = accepts("dash", script_file_) || accepts("bash", script_file_);
    totals.accepted += accepted;
    if (accepted == script.errors.empty()) {
      totals.read += accepted;
      return;
    }
    ++(accepted ? totals.rejected_by_us_only : totals.rejected_by_shells_only);
    const Span at = script.errors.empty() ? script.text.span(0, 1) : script.errors[0];
    const Place place = source.code_points(at.begin);
    fmt::print("{}:{}:{}: {} near '{}'\n", source.path(), place.line, place.column,
               accepted ? "accepted by a shell, not read" : "read, but no shell accepts it",
               source.text({at.begin, std::min(at.begin + 40, static_cast<uint32_t>(source.text().size()))}));
  }

  std::string script_file_;
};

}  // namespace

int main(int count, char** arguments) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (int i = 1; i < count; ++i) {
    if (!fs::is_directory(arguments[i])) {
      files.emplace_back(arguments[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(arguments[i])) {
      if (entry.is_regular_file() && kind_by_name(entry.path().string()) == FileKind::dockerfile)
        files.push_back(entry.path());
    }
  }
  if (files.empty()) {
    fmt::print(stderr, "usage: shell-yardstick PATH…\n");
    return 2;
  }
  std::sort(files.begin(), files.end());
  Yardstick yardstick;
  for (const fs::path& file : files) yardstick.measure(file);
  const Totals& t = yardstick.totals;
  fmt::print("{} files, {} scripts, {} accepted by dash or bash, {} of them read without an error: {:.2f} %\n", t.files,
             t.scripts, t.accepted, t.read, t.accepted ? 100.0 * t.read / t.accepted : 0.0);
  fmt::print("{} accepted but not read, {} read but not accepted\n", t.rejected_by_us_only, t.rejected_by_shells_only);
  return t.rejected_by_us_only == 0 ? 0 : 1;
}
