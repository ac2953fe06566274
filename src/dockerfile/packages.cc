#include "dockerfile/packages.h"

#include <algorithm>
#include <vector>

#include "dockerfile/mounts.h"
#include "glob.h"
#include "image_facts.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

// The words that a{b,c}d stands for, so many that no pattern costs much.
std::vector<std::string> expand_braces(std::string_view text) {
  std::vector<std::string> done;
  std::vector<std::string> open{std::string(text)};
  while (!open.empty() && done.size() + open.size() < 12) {
    const std::string word = std::move(open.back());
    open.pop_back();
    const size_t begin = word.find('{');
    const size_t end = word.find('}', begin == word.npos ? 0 : begin);
    if (begin == word.npos || end == word.npos || word.substr(begin, end - begin).find(',') == word.npos) {
      done.push_back(word);
      continue;
    }
    for (size_t at = begin + 1; at <= end;) {
      const size_t comma = std::min(word.find(',', at), end);
      open.push_back(word.substr(0, begin) + word.substr(at, comma - at) + word.substr(end + 1));
      at = comma + 1;
    }
  }
  return done;
}

bool covers(std::string_view path, std::string_view folder) {
  while (path.size() > 1 && (path.ends_with('/') || path.ends_with("/.") || path.ends_with("/*") ||
                             path.ends_with("/**") || path.ends_with("/?*"))) {
    path.remove_suffix(path.size() - path.rfind('/', path.size() - 1));
  }
  if (path.size() < 2) return false;
  // FOLDER/*_Packages* and the like leave nothing that counts.
  if (path.starts_with(folder) && path.substr(folder.size()).starts_with("/*")) return true;
  const bool pattern = path.find('*') != path.npos;
  for (std::string_view at = folder; !at.empty(); at = at.substr(0, at.rfind('/'))) {
    if (path == at || (pattern && fits_glob(path, at))) return true;
  }
  return false;
}

bool is_option_variable(std::string_view name) {
  for (std::string_view part : {"OPT", "FLAG", "ARGS", "opt", "flag", "args"}) {
    if (name.find(part) != name.npos) return true;
  }
  return false;
}

bool has_hidden_options(const shell::Command& command, Span subcommand) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [&](const shell::Word& word) {
    if (!word.text.starts_with("${") || word.variables.empty()) return false;
    return word.span.end <= subcommand.begin || is_option_variable(word.variables.front());
  });
}

// Without quotes and continuations, if it is one word.
std::string_view text_of(const shell::Command& command, Span span) {
  for (const shell::Word& word : command.arguments) {
    if (word.span == span) return word.text;
  }
  return command.script->instruction->model->file().source->text(span);
}

// yum install tomcat-$VERSION, where nobody says what the variable is.
bool has_undeclared_version(const shell::Package& package, const Run& run) {
  if (package.from_variable || package.name.find("-${") == std::string::npos) return false;
  const std::vector<std::string>& names = package.word->variables;
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return !run.model->variable(name, run).declared() && run.line.text().find(name + "=") == std::string_view::npos;
  });
}

// Nothing is installed from an index whose versions change.
bool is_exempt(const shell::Package& package, const shell::Install& install, const Run& run) {
  const std::string_view name = package.name;
  if (package.file || package.url || package.from_variable || name.empty()) return true;
  if (!package.word->variables.empty() || name.find("$()") != name.npos) {
    return !install.facts["version"].has("-") || !has_undeclared_version(package, run);
  }
  // Groups, virtual packages, conflicts, capabilities, tasks.
  if (std::string_view("@.!+-").find(name.front()) != name.npos || name.find('(') != name.npos) return true;
  if (name.back() == '^' || (name.back() == '-' && install.facts["family"].string() == "apt")) return true;
  return install.manager == "zypper" && (name.starts_with("pattern:") || name.starts_with("product:"));
}

bool has_version(const shell::Package& package, const shell::Install& install) {
  if (subcommand_of(install).starts_with("module")) return package.word->text.find(':') != std::string::npos;
  return !package.version.empty();
}

}  // namespace

const Run* run_of(const shell::Command& command) {
  const Instruction* instruction = command.script ? command.script->instruction : nullptr;
  return instruction && instruction->keyword == Keyword::run ? static_cast<const Run*>(instruction) : nullptr;
}

const shell::ManagerCall* system_call(const shell::Command& command) {
  if (!command.tool.value.exists()) return nullptr;
  for (std::string_view program : {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf",
                                   "zypper", "pacman", "yay", "paru"}) {
    if (command.base == program) return command.call.get();
  }
  return nullptr;
}

std::string_view subcommand_of(const shell::ManagerCall& call) { return text_of(*call.command, call.subcommand); }
std::string_view subcommand_of(const shell::Install& install) { return text_of(*install.command, install.subcommand); }

bool has_hidden_options(const shell::ManagerCall& call) { return has_hidden_options(*call.command, call.subcommand); }
bool has_hidden_options(const shell::Install& install) {
  return has_hidden_options(*install.command, install.subcommand);
}

bool covers_folder(std::string_view operand, std::string_view folder) {
  if (!operand.starts_with('/')) return false;
  if (operand.find('{') == operand.npos) return covers(operand, folder);
  const std::vector<std::string> words = expand_braces(operand);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return covers(word, folder); });
}

bool empties(const shell::Command& command, std::string_view folder) {
  if (command.base != "rm" && command.base != "find") return false;
  const auto operands = command.operands();
  if (command.base == "find") {
    const bool removes = std::any_of(command.arguments.begin(), command.arguments.end(), [](const shell::Word& word) {
      return word.text == "-delete" || word.text == "rm" || word.text == "/bin/rm";
    });
    return (removes || command.pipeline_length > 1) && !operands.empty() && covers_folder(operands[0]->text, folder);
  }
  // cd FOLDER && rm -rf *
  const auto before = shell::commands_before(command, 1);
  const bool inside = !before.empty() && before[0].base == "cd" && before[0].operands().size() == 1 &&
                      covers_folder(before[0].operands()[0]->text, folder);
  return std::any_of(operands.begin(), operands.end(), [&](const shell::Word* word) {
    return covers_folder(word->text, folder) || (inside && (word->text == "*" || word->text == "./*"));
  });
}

bool is_cleanup_script(const shell::Command& command) {
  for (std::string_view shell : {"sh", "bash", ".", "source"}) {
    if (command.base == shell && !command.arguments.empty()) {
      return command.arguments.front().text.find("clean") != std::string::npos;
    }
  }
  return command.base.find("clean") != std::string::npos;
}

bool empties_cache(const shell::Command& command, Fact manager) {
  if (command.base != "rm" && command.base != "find") return false;
  for (const Fact folder : manager["caches"].items()) {
    if (empties(command, folder.string())) return true;
  }
  return false;
}

bool mounts_cache(const Run& run, Fact manager) {
  if (run.mounts.empty()) return false;
  const Mounted mounted(run, {"cache", "tmpfs"});
  for (const Fact folder : manager["caches"].items()) {
    const std::string_view path = folder.string();
    if (mounted.holds(path) || mounted.holds(at_home(path, home_at(run)))) return true;
  }
  return false;
}

bool removes_archives_itself(const Run& run) {
  if (!run.stage || !run.stage->root->image_known || run.stage->root->image.official_name().empty()) return false;
  const auto system = system_of(run.stage->root->image);
  return system && system->package_manager == "apt-get" && !run.model->mention("docker-clean", run) &&
         !run.model->mention("Keep-Downloaded-Packages", run) && !run.model->copied("/etc/apt/apt.conf", run);
}

bool loads_packages(const shell::ManagerCall& call) {
  using shell::Action;
  if (call.action == Action::remove) return call.facts["remove-refreshes"].exists();
  return call.action == Action::install || call.action == Action::upgrade;
}

bool cleaned(const shell::ManagerCall& call) {
  const Fact all = call.facts["clean-needs"];
  return find_behind(*call.command, [&](const shell::Command& command) {
    if (empties_cache(command, call.facts) || is_cleanup_script(command)) return true;
    const auto other = system_call(command);
    if (!other) return false;
    if (other->manager == call.manager && loads_packages(*other)) return true;
    if (other->action != shell::Action::clean || !call.facts["cleaned-by"].has(other->manager)) return false;
    return !all.exists() || std::any_of(command.arguments.begin(), command.arguments.end(),
                                        [&](const shell::Word& word) { return word.text == all.string(); });
  });
}

std::optional<Edit> append_command(const Run& run, std::string_view command, const Source& source) {
  if (run.scripts.size() != 1 || !run.heredocs.empty()) return std::nullopt;
  const shell::Script& script = *run.scripts.front();
  if (script.exec_form || script.commands.empty() || !script.errors.empty()) return std::nullopt;
  for (const shell::Command& each : script.commands) {
    const bool first = &each == &script.commands.front();
    if (each.joint != (first ? shell::Joint::first : shell::Joint::and_then) || each.pipeline_length > 1 ||
        each.conditional || each.in_substitution) {
      return std::nullopt;
    }
  }
  const Span end = script.commands.back().span;
  if (end.end != run.arguments_span().end) return std::nullopt;
  std::string text = " && ";
  const std::string_view last = source.text(source.line(source.line_of(end.end)));
  if (!run.continuations.empty() && source.text().find('\r') == std::string_view::npos) {
    const std::string_view indent = last.substr(0, std::min(last.find_first_not_of(" \t"), last.size()));
    text = std::string(" ") + run.model->file().escape + "\n" + std::string(indent) + "&& ";
  }
  return insert_after(end, text + std::string(command));
}

Edit add_argument(Span behind, std::string_view word, const Source& source) {
  const std::string_view text = source.text();
  if (behind.begin > 0 && behind.end < text.size() && text[behind.begin - 1] == '"' && text[behind.end] == '"') {
    return insert_after({behind.begin, behind.end + 1}, fmt::format(", \"{}\"", word));
  }
  return insert_after(behind, fmt::format(" {}", word));
}

void report_unpinned(const shell::Install& install, Context& ctx) {
  const Run* run = run_of(*install.command);
  if (!run || install.facts["unversioned"].has(subcommand_of(install))) return;
  for (const shell::Word& word : install.command->arguments) {
    if (install.facts["unversioned-types"].has(word.text)) return;
  }
  for (const shell::Package& package : install.packages) {
    if (is_exempt(package, install, *run) || has_version(package, install)) continue;
    if (fits_any(ctx[ignored_packages], package.name)) continue;
    if (run->model->mention("snapshot.debian.org", *run) || run->model->mention("snapshot.ubuntu.com", *run)) return;
    ctx.report(package.span, "package '{}' has no version, so two builds may install different ones",
               package.word->text);
  }
}

void report_question(const shell::ManagerCall& call, std::string_view yes, bool in_front, Context& ctx) {
  using shell::Action;
  const Run* run = run_of(*call.command);
  if (!run) return;
  if (call.action != Action::install && call.action != Action::upgrade && call.action != Action::remove) return;
  // "apt-get purge" of nothing asks nothing.
  if (call.action == Action::remove && call.operands.empty() && !subcommand_of(call).starts_with("auto")) return;
  if (shell::assumes_yes(call) || shell::has_flag_of(call, "dry-run") || has_hidden_options(call)) return;
  for (const Fact setting : call.facts["yes-files"].items()) {
    if (run->model->mention(setting.string(), *run)) return;
  }
  auto report = ctx.report(call.subcommand, "'{} {}' asks before it goes on, and nobody answers in a build",
                           call.command->base, subcommand_of(call));
  const std::string title = fmt::format("add {}", yes);
  if (!in_front) {
    report.fix(title, add_argument(call.subcommand, yes, ctx.source()));
  } else if (!call.command->script->exec_form) {
    report.fix(title, insert_before(call.subcommand, std::string(yes) + " "));
  }
}

void report_unclean(const shell::ManagerCall& call, std::string_view clean, Context& ctx) {
  const Run* run = run_of(*call.command);
  if (!run || !loads_packages(call) || !shipped(*run) || mounts_cache(*run, call.facts)) return;
  // What is installed into another root is no part of this image yet.
  if (call.command->has_flag({"--installroot", "--root"}) || cleaned(call)) return;
  auto report = ctx.report(call.subcommand, "'{} {}' leaves its cache in the layer; end the RUN with '{}'",
                           call.command->base, subcommand_of(call), clean);
  if (const auto edit = append_command(*run, clean, ctx.source())) report.fix("clean the cache", *edit);
}

void report_upgrade(const shell::ManagerCall& call, std::initializer_list<std::string_view> subcommands, Context& ctx) {
  if (call.action != shell::Action::upgrade || !run_of(*call.command)) return;
  const std::string_view subcommand = subcommand_of(call);
  if (std::find(subcommands.begin(), subcommands.end(), subcommand) == subcommands.end()) return;
  if (!call.operands.empty()) return;
  ctx.report(call.subcommand, "what '{} {}' brings depends on the day of the build; a newer base image does not",
             call.command->base, subcommand);
}

}  // namespace plimsoll::dockerfile
