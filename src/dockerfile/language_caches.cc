#include "dockerfile/language_caches.h"

#include <algorithm>

#include "dockerfile/model.h"
#include "dockerfile/mounts.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

// How many commands before and behind a call are looked at; beyond, all is taken to be well.
constexpr std::ptrdiff_t kReach = 200;

const Run* run_of(const shell::Command& command) {
  const Instruction* instruction = command.script->instruction;
  return instruction && instruction->keyword == Keyword::run ? static_cast<const Run*>(instruction) : nullptr;
}

bool is_posix(const shell::Script& script) {
  return script.dialect != shell::Dialect::cmd && script.dialect != shell::Dialect::powershell;
}

bool below(std::string_view path, std::string_view folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// "/.cache/pip": what a folder of any user has behind the home.
std::string_view tail_of(std::string_view folder, std::string_view home) {
  return below(folder, home) && folder.size() > home.size() ? folder.substr(home.size()) : folder;
}

// "~/.cache" and "$HOME/.cache/*" as the user of the RUN means them.
std::string resolved(std::string_view path, std::string_view home) {
  while (path.ends_with("/") || path.ends_with("*") || path.ends_with("/.")) path.remove_suffix(1);
  for (std::string_view prefix : {"~/", "${HOME}/"}) {
    if (path.starts_with(prefix)) return std::string(home) + "/" + std::string(path.substr(prefix.size()));
  }
  return std::string(path);
}

bool deletes(const shell::Command& command) {
  if (command.base == "rm" || command.base == "rimraf" || command.base == "trash") return true;
  return command.base == "find" &&
         std::any_of(command.arguments.begin(), command.arguments.end(),
                     [](const auto& word) { return word.text == "-delete" || word.text == "rm"; });
}

// An option is for its own call, unless it is text for a file or the settings name it as an option.
bool configures(const shell::Command& command, Fact settings) {
  // The commands in the text of "sh -c" come by themselves.
  if (shell::dialect_of(command.base) != shell::Dialect::unknown && command.has_flag({"-c"})) return false;
  const bool writes = command.base == "echo" || command.base == "printf";
  for (const shell::Word& word : command.arguments) {
    for (Fact setting : settings.items()) {
      if (!writes && word.text.starts_with('-') && !setting.string().starts_with('-')) continue;
      if (word.text.find(setting.string()) != std::string::npos) return true;
    }
  }
  return false;
}

// conda and mamba have one.
bool shares_cache(const shell::ManagerCall& a, const shell::ManagerCall& b) {
  if (a.manager == b.manager) return true;
  const Fact first = a.facts["caches"], second = b.facts["caches"];
  return first.size() > 0 && second.size() > 0 &&
         (*first.items().begin()).string() == (*second.items().begin()).string();
}

// A word of the command ends one of the subcommands: "cache clean". Cheaper than to read all of it.
bool says_clean(const shell::Command& command, Fact clean) {
  for (Fact subcommand : clean.items()) {
    const std::string_view text = subcommand.string();
    const std::string_view last = text.substr(text.rfind(' ') + 1);
    for (const shell::Word& word : command.arguments) {
      if (word.text == last) return true;
    }
  }
  return false;
}

}  // namespace

bool configured_before(const shell::Command& call, Fact settings) {
  const Instruction* own = call.script->instruction;
  if (settings.size() == 0 || !own) return false;
  std::ptrdiff_t left = kReach;
  for (const shell::Script* script : own->scripts) {
    for (const shell::Command& command : script->commands) {
      if (&command == &call || --left == 0) break;
      if (configures(command, settings)) return true;
    }
  }
  for (const Stage* stage = own->stage; stage; stage = stage->parent) {
    for (const Instruction* instruction : stage->instructions) {
      if (instruction->order >= own->order) break;
      if (--left <= 0) return true;
      for (const shell::Script* script : instruction->scripts) {
        for (const shell::Command& command : script->commands) {
          if (--left <= 0 || configures(command, settings)) return true;
        }
      }
    }
  }
  return false;
}

CacheFolders cache_folders(const shell::ManagerCall& call) {
  CacheFolders result;
  const auto moved_to = [&](std::string path) {
    result.moved = true;
    result.known = result.known && !path.empty() && path.find('$') == path.npos;
    result.paths.push_back(std::move(path));
  };
  const Instruction& run = *call.command->script->instruction;
  const std::string home = home_at(run);
  for (Fact flag : call.facts["cache-flags"].items()) {
    std::string value;
    if (const shell::Word* word = call.command->flag_value({flag.string()}, &value))
      moved_to(word->literal ? resolved(value, home) : "");
  }
  if (result.moved) return result;
  for (Fact variable : call.facts["cache-env"].items()) {
    const std::string_view name = variable.string().substr(0, variable.string().find('/'));
    const auto value = environment_of(*call.command, name);
    if (value)
      moved_to(value->empty() ? "" : resolved(*value, home) + std::string(variable.string().substr(name.size())));
  }
  if (result.moved) return result;
  for (Fact folder : call.facts["caches"].items()) {
    result.paths.push_back(at_home(folder.string(), home));
  }
  return result;
}

bool fills_cache(const shell::ManagerCall& call) {
  if (call.action == shell::Action::install || call.action == shell::Action::upgrade) return true;
  if (call.action != shell::Action::none) return false;
  const Fact words = call.facts["fills"];
  return words.size() > 0 && std::any_of(call.operands.begin(), call.operands.end(),
                                         [&](const shell::Word* word) { return words.has(word->text); });
}

bool cache_disabled(const shell::ManagerCall& call) {
  for (Fact flag : call.facts["no-cache"].items()) {
    for (const shell::Word& word : call.command->arguments) {
      if (word.text.starts_with(flag.string()) &&
          (word.text.size() == flag.string().size() || word.text[flag.string().size()] == '='))
        return true;
    }
  }
  for (Fact variable : call.facts["no-cache-env"].items()) {
    const auto value = environment_of(*call.command, variable.string());
    if (value && (value->empty() || is_true(*value))) return true;
  }
  return false;
}

bool cache_mounted(const Run& run, const CacheFolders& cache) {
  if (run.mounts.empty()) return false;
  const Mounted mounted(run, {"cache", "tmpfs"});
  const std::string home = home_at(run);
  for (const std::string& path : cache.paths) {
    if (mounted.holds(path)) return true;
    const std::string_view tail = tail_of(path, home);
    for (const Mount& mount : run.mounts) {
      const Mount::Field* target = mount.field("target");
      if (!target || !target->value || (mount.type() != "cache" && mount.type() != "tmpfs")) continue;
      std::string_view text = target->value->text;
      while (text.ends_with('/')) text.remove_suffix(1);
      if (text.find(tail) != text.npos || text.ends_with("/.cache")) return true;
    }
  }
  return false;
}

const Mount* cache_mount(const Run& run, const CacheFolders& cache) {
  for (const Mount& mount : run.mounts) {
    const Mount::Field* target = mount.field("target");
    if (mount.type() != "cache" || !target || !target->value) continue;
    const Text folder = run.model->expand(target->value->text, run);
    if (!folder.known) continue;
    for (const std::string& path : cache.paths) {
      if (below(path, folder.value) || (below(folder.value, path) && folder.value.size() > 1)) return &mount;
    }
  }
  return nullptr;
}

bool removes_cache(const shell::Command& command, const shell::ManagerCall& of, const CacheFolders& cache) {
  if (!deletes(command)) return false;
  const std::string home = home_at(*of.command->script->instruction);
  for (const shell::Word* operand : command.operands()) {
    const std::string gone = resolved(operand->text, home);
    for (Fact word : of.facts["clean-words"].items()) {
      if (operand->text.find(word.string()) != std::string::npos) return true;
    }
    for (const std::string& path : cache.paths) {
      if (path.empty()) continue;
      const bool inside = below(gone, path) && operand->text.ends_with("*");
      const std::string_view tail = tail_of(path, home);
      const bool other_home = (gone + "/").find(std::string(tail) + "/") != gone.npos;
      if ((gone.size() > 1 && below(path, gone)) || inside || other_home) return true;
    }
  }
  return false;
}

bool leaves_cache(const shell::ManagerCall& call) {
  const Run* run = run_of(*call.command);
  if (!run || !shipped(*run) || !is_posix(*call.command->script) || !fills_cache(call)) return false;
  if (run->stage && run->stage->windows) return false;
  if (cache_disabled(call)) return false;
  const CacheFolders cache = cache_folders(call);
  if (!cache.known || cache_mounted(*run, cache)) return false;
  std::ptrdiff_t left = kReach;
  bool later = false;
  for (const shell::Script* script : run->scripts) {
    for (const shell::Command& command : script->commands) {
      if (&command == call.command) {
        later = true;
        continue;
      }
      if (!later) continue;
      if (--left == 0) return false;
      if (removes_cache(command, call, cache)) return false;
      if (!says_clean(command, call.facts["clean"])) continue;
      const auto& other = command.call;
      if (other && other->action == shell::Action::clean && shares_cache(*other, call)) return false;
    }
  }
  return !configured_before(*call.command, call.facts["no-cache-settings"]);
}

bool may_append(const shell::Command& command) {
  const shell::Script& script = *command.script;
  return !script.exec_form && is_posix(script) && !command.conditional && !command.in_substitution &&
         command.pipeline_length == 1 && command.wrappers.empty();
}

void report_cache_left(const shell::ManagerCall& call, std::string_view what, std::string_view clean, Context& ctx) {
  if (!leaves_cache(call)) return;
  // One cleaning behind the last call is enough.
  std::ptrdiff_t left = kReach;
  for (const shell::Command *at = call.command + 1,
                            *end = call.command->script->commands.data() + call.command->script->commands.size();
       at != end && --left > 0; ++at) {
    if (at->base != call.command->base) continue;
    const auto& other = at->call;
    if (other && other->manager == call.manager && fills_cache(*other) && !cache_disabled(*other)) return;
  }
  auto report = ctx.report(call.subcommand, "{} in this layer", what);
  if (!clean.empty() && may_append(*call.command)) {
    report.fix(fmt::format("run '{}' behind it", clean),
               insert_after(call.command->span, fmt::format(" && {}", clean)));
  }
}

}  // namespace plimsoll::dockerfile
