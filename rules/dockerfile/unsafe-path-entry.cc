#include <optional>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

bool is_path_list(std::string_view name) { return name == "PATH" || name == "LD_LIBRARY_PATH" || name == "LD_PRELOAD"; }

// Parts between colons; those inside of ${…} separate nothing.
std::vector<std::string_view> entries_of(std::string_view list) {
  std::vector<std::string_view> entries;
  size_t begin = 0, depth = 0;
  for (size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] == '{') ++depth;
    if (i < list.size() && list[i] == '}' && depth > 0) --depth;
    if (i < list.size() && (list[i] != ':' || depth > 0)) continue;
    entries.push_back(list.substr(begin, i - begin));
    begin = i + 1;
  }
  return entries;
}

// Why an entry is unsafe; empty if it is not.
std::string_view problem_of(std::string_view entry) {
  if (entry.empty()) return "an empty entry stands for the current directory, where anyone may have put programs";
  if (entry[0] == '$') return {};
  if (entry[0] != '/' && entry[0] != '~') return "'{}' depends on the current directory, which others may fill";
  for (std::string_view open : {"/tmp", "/var/tmp", "/dev/shm"}) {
    if (entry.starts_with(open) && (entry.size() == open.size() || entry[open.size()] == '/'))
      return "every user may write to '{}', and what lies there runs under the names of other programs";
  }
  return {};
}

void report_entry(Span place, std::string_view entry, std::string_view problem, Context& ctx) {
  const size_t hole = problem.find("{}");
  if (hole == problem.npos) {
    ctx.report(place, "{}", problem);
  } else {
    ctx.report(place, "{}{}{}", problem.substr(0, hole), entry, problem.substr(hole + 2));
  }
}

void look_at(const Env& env, const KeyValue& pair, Context& ctx) {
  const std::string_view name = pair.key.text;
  const std::string_view list = unquoted(pair.value->text);
  bool programs = name != "PATH" || list.find('$') != list.npos || env.stage->root->scratch;
  const auto entries = entries_of(list);
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::string_view entry = entries[i];
    programs = programs || entry.starts_with("/bin") || entry.starts_with("/usr/bin");
    const Text value = env.model->expand(entry, env);
    const std::string_view seen = value.known && entry.starts_with('$') && !entry.ends_with('}') ? value.value : entry;
    const std::string_view problem = entry.empty() || value.known ? problem_of(seen) : std::string_view();
    if (problem.empty() || (entry.empty() && entries.size() == 1) || seen.find(':') != seen.npos) continue;
    // The loader looks for bare names where libraries are.
    if (name == "LD_PRELOAD" && seen.find('/') == seen.npos) continue;
    // An empty entry is between two colons, or at one end.
    const auto at = static_cast<size_t>(entry.data() - list.data());
    const Span place = entry.empty() ? env.line.span(list.substr(at > 0 ? at - 1 : 0, 1)) : env.line.span(entry);
    report_entry(place, seen, problem, ctx);
  }
  if (!programs && !list.empty()) {
    ctx.report(pair.value->span, "this PATH lacks /usr/bin and /bin, so later steps find no programs; add $PATH");
  }
}

}  // namespace

extern constinit const Rule unsafe_path_entry = {
    .severity = Severity::warning,
    .group = Group::security,
    .check = {[](const Env& env, Context& ctx) {
                if (!env.stage || env.stage->windows) return;
                for (const KeyValue& pair : env.pairs) {
                  if (pair.value && is_path_list(pair.key.text)) look_at(env, pair, ctx);
                }
              },
              [](const shell::Script& script, Context& ctx) {
                if (!script.instruction || script.instruction->keyword != Keyword::run) return;
                const auto look = [&](const shell::Word& word, std::string_view list) {
                  const auto entries = entries_of(list);
                  for (std::string_view entry : entries) {
                    const std::string_view problem = problem_of(entry);
                    if (problem.empty() || (entry.empty() && entries.size() == 1)) continue;
                    report_entry(word.span, entry, problem, ctx);
                    return;
                  }
                };
                for (const shell::Command& command : script.commands) {
                  for (const shell::Assignment& assignment : command.assignments) {
                    if (assignment.name.text == "PATH") look(assignment.value, assignment.value.text);
                  }
                  if (command.base != "export") continue;
                  for (const shell::Word& word : command.arguments) {
                    if (word.text.starts_with("PATH=")) look(word, std::string_view(word.text).substr(5));
                  }
                }
              }},
};

}  // namespace plimsoll::dockerfile
