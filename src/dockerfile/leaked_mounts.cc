#include "dockerfile/leaked_mounts.h"

#include <algorithm>
#include <map>

#include "dockerfile/mounts.h"
#include "dockerfile/removals.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view kCopied = "is copied to a file that stays in the layer";
constexpr std::string_view kPrinted = "is printed to the log of the build";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Search {
 public:
  explicit Search(const Run& run) : run_(run), mounts_(secret_mounts(run)), mounted_(run) {}

  std::vector<LeakedMount> run() {
    if (mounts_.empty()) return {};
    for (const SecretMount& mount : mounts_) {
      if (!mount.target.empty()) targets_[mount.target] = &mount;
      if (!mount.variable.empty()) variables_[mount.variable] = &mount;
    }
    for (const shell::Script* script : run_.scripts) {
      find_reads(*script);
      for (const shell::Command& command : script->commands) {
        removals_.note(command, leaks_.size());
        look_at(command);
      }
    }
    std::vector<LeakedMount> left;
    for (size_t i = 0; i < leaks_.size(); ++i) {
      if (files_[i].empty() || !removals_.after(files_[i], i)) left.push_back(std::move(leaks_[i]));
    }
    return left;
  }

 private:
  const SecretMount* target(std::string_view path) const {
    const auto found = targets_.find(path);
    return found == targets_.end() ? nullptr : found->second;
  }

  // The mount whose file a command reads to hand it on as it is.
  const SecretMount* read_by(const shell::Command& command) const {
    if (is_one_of(command.base, {"cat", "head", "tail", "more", "less", "base64", ""})) {
      for (const shell::Word& word : command.arguments) {
        if (const SecretMount* mount = target(word.text)) return mount;
      }
      for (const shell::Redirect& redirect : command.redirects) {
        if (redirect.op != "<") continue;
        if (const SecretMount* mount = target(redirect.target.text)) return mount;
      }
    }
    return nullptr;
  }

  // $(cat /run/secrets/x) and the variables that get it.
  void find_reads(const shell::Script& script) {
    reads_.clear();
    for (const shell::Command& command : script.commands) {
      if (!command.in_substitution) continue;
      if (const SecretMount* mount = read_by(command)) reads_[command.span.begin] = {command.span.end, mount};
    }
    for (const shell::Command& command : script.commands) {
      if (!command.name.text.empty() && command.base != "export") continue;
      for (const shell::Assignment& assignment : command.assignments) {
        if (const SecretMount* mount = read_in(assignment.value)) variables_[assignment.name.text] = mount;
      }
      for (const shell::Word& word : command.arguments) {
        if (const SecretMount* mount = read_in(word)) variables_[word.text.substr(0, word.text.find('='))] = mount;
      }
    }
  }

  const SecretMount* read_in(const shell::Word& word) const {
    const auto read = reads_.lower_bound(word.span.begin);
    return read != reads_.end() && read->second.first <= word.span.end ? read->second.second : nullptr;
  }

  // The mount whose content the words of a command hold.
  const SecretMount* held_by(const shell::Command& command) const {
    for (const shell::Word& word : command.arguments) {
      if (const SecretMount* mount = held_by(word)) return mount;
    }
    return nullptr;
  }
  const SecretMount* held_by(const shell::Word& word) const {
    if (const SecretMount* mount = read_in(word)) return mount;
    for (const std::string& name : word.variables) {
      if (const auto found = variables_.find(name); found != variables_.end()) return found->second;
    }
    return nullptr;
  }

  void look_at(const shell::Command& command) {
    if (is_one_of(command.base, {"cp", "mv", "install", "rsync"})) copied(command);
    const bool prints_words = is_one_of(command.base, {"echo", "printf"});
    const SecretMount* mount = prints_words ? held_by(command) : command.base.empty() ? nullptr : read_by(command);
    if (is_one_of(command.base, {"env", "printenv"}) && command.arguments.empty()) mount = in_environment();
    if (mount) goes_on(command, *mount);
    if (command.base == "tee" && source_ && source_pipeline_ == command.pipeline) {
      for (const shell::Word* file : command.operands()) {
        if (!mounted_.holds(file->text)) add(command, *source_, kCopied, file->text);
      }
    }
    if (mount || command.pipeline_position == 0) {
      source_ = mount;
      source_pipeline_ = command.pipeline;
    }
    traced(command);
  }

  void copied(const shell::Command& command) {
    const std::vector<const shell::Word*> operands = command.operands();
    for (size_t i = 0; i + 1 < operands.size(); ++i) {
      const SecretMount* mount = target(operands[i]->text);
      if (!mount) continue;
      std::string file = operands.back()->text;
      if (file.ends_with('/') || file == ".") {
        if (file == ".") file = "./";
        file += operands[i]->text.substr(operands[i]->text.rfind('/') + 1);
      }
      if (!mounted_.holds(file)) add(command, *mount, kCopied, file);
    }
  }

  void goes_on(const shell::Command& command, const SecretMount& mount) {
    for (const shell::Redirect& redirect : command.redirects) {
      if (redirect.op.find('>') == std::string::npos || redirect.op.starts_with('2')) continue;
      if (!mounted_.holds(redirect.target.text)) add(command, mount, kCopied, redirect.target.text);
      return;
    }
    if (!command.in_substitution && command.pipeline_position + 1 == command.pipeline_length)
      add(command, mount, kPrinted, {});
  }

  const SecretMount* in_environment() const {
    for (const SecretMount& mount : mounts_) {
      if (!mount.variable.empty()) return &mount;
    }
    return nullptr;
  }

  // set -x prints each command with the values of its variables.
  void traced(const shell::Command& command) {
    if (command.base == "set") {
      for (const shell::Word& word : command.arguments) {
        const bool all = word.text == "xtrace" || (word.text.size() > 1 && word.text.find('x') != std::string::npos);
        if (all && word.text[0] != '+') trace_ = command.span;
        if (all && word.text[0] == '+') trace_ = {};
      }
      return;
    }
    if (trace_.empty()) return;
    const SecretMount* mount = held_by(command);
    for (const shell::Assignment& assignment : command.assignments) {
      if (!mount) mount = held_by(assignment.value);
    }
    if (!mount) return;
    leaks_.push_back({mount->id, "is printed to the log of the build, as each command is", trace_});
    files_.emplace_back();
    trace_ = {};
  }

  void add(const shell::Command& command, const SecretMount& mount, std::string_view how, std::string file) {
    leaks_.push_back({mount.id, how, command.span});
    files_.push_back(std::move(file));
  }

  const Run& run_;
  const std::vector<SecretMount> mounts_;
  const Mounted mounted_;
  std::map<std::string, const SecretMount*, std::less<>> targets_;
  std::map<std::string, const SecretMount*, std::less<>> variables_;   // of the environment and of the script
  std::map<uint32_t, std::pair<uint32_t, const SecretMount*>> reads_;  // substitutions: begin to end and mount
  const SecretMount* source_ = nullptr;                                // what the pipeline starts with
  int source_pipeline_ = -1;
  Span trace_{};  // the set -x in force
  std::vector<LeakedMount> leaks_;
  std::vector<std::string> files_;  // of each leak: where it goes, empty for the log
  Removals removals_;
};

}  // namespace

std::vector<LeakedMount> leaked_mounts(const Run& run) { return Search(run).run(); }

}  // namespace plimsoll::dockerfile
