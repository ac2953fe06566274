#include <optional>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

struct Found {
  size_t begin, size;
  std::string_view what;
};

// Outside of single quotes and escapes.
std::optional<Found> command_in(std::string_view text, bool backquotes, char escape) {
  bool quoted = false, doubled = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'' && !doubled) quoted = !quoted;
    if (text[i] == '"' && !quoted) doubled = !doubled;
    if (quoted) continue;
    if (text[i] == escape) {
      ++i;
    } else if (text.substr(i, 2) == "$(") {
      const size_t end = text.find(')', i);
      return Found{i, (end == text.npos ? text.size() : end + 1) - i, "command substitution"};
    } else if (text[i] == '`' && backquotes) {
      const size_t end = text.find('`', i + 1);
      if (end == text.npos) return std::nullopt;
      return Found{i, end + 1 - i, "command substitution"};
    }
  }
  return std::nullopt;
}

std::optional<Found> tilde_in(std::string_view text) {
  const size_t quote = text.starts_with('"') ? 1 : 0;
  if (text.substr(quote, 2) == "~/" || text == "~") return Found{quote, 1, "tilde expansion"};
  const size_t inside = text.find(":~/");
  return inside == text.npos ? std::nullopt : std::optional(Found{inside + 1, 1, "tilde expansion"});
}

// "/data/{a,b}": words in braces behind a slash.
std::optional<Found> braces_in(std::string_view text) {
  const size_t begin = text.find('{');
  if (begin == text.npos || begin == 0 || text[begin - 1] != '/') return std::nullopt;
  if (text.find_first_of(" '\"$:") != text.npos) return std::nullopt;
  const size_t end = text.find('}', begin), comma = text.find(',', begin);
  if (end == text.npos || comma > end) return std::nullopt;
  return Found{begin, end + 1 - begin, "brace expansion"};
}

enum Kinds { commands, all_kinds };

void check(const Instruction& instruction, const Word& word, Kinds kinds, Context& ctx) {
  if (find_any(word.text, "$`~{") == word.text.npos) return;
  const char escape = instruction.model->file().escape;
  const bool label = instruction.keyword == Keyword::label;
  auto found = command_in(word.text, escape == '\\' && !label, escape);
  if (!found && kinds == all_kinds) found = tilde_in(word.text);
  if (!found && kinds == all_kinds) found = braces_in(word.text);
  if (!found) return;
  ctx.report(place_in(instruction, word, found->begin, found->size), "the builder does no {}, so '{}' stays as it is",
             found->what, word.text.substr(found->begin, found->size));
}

// Shells read the values of these themselves.
bool is_for_a_shell(std::string_view name) {
  return name.starts_with("PS") || name.find("PROMPT") != name.npos || name.find("COMMAND") != name.npos;
}

}  // namespace

extern constinit const Rule unexpanded_shell_syntax_in_value = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"relative-workdir"},
    .check = {[](const Env& env, Context& ctx) {
                for (const KeyValue& pair : env.pairs) {
                  if (pair.value && !is_for_a_shell(pair.key.text)) check(env, *pair.value, all_kinds, ctx);
                }
              },
              [](const Label& label, Context& ctx) {
                for (const KeyValue& pair : label.pairs) {
                  if (pair.value) check(label, *pair.value, commands, ctx);
                }
              },
              [](const Workdir& workdir, Context& ctx) {
                if (workdir.path) check(workdir, *workdir.path, all_kinds, ctx);
              },
              [](const User& user, Context& ctx) {
                if (user.user) check(user, *user.user, commands, ctx);
              },
              [](const Volume& volume, Context& ctx) {
                for (const Word& path : volume.paths) check(volume, path, all_kinds, ctx);
              },
              [](const Expose& expose, Context& ctx) {
                for (const Word& port : expose.ports) check(expose, port, commands, ctx);
              },
              [](const Copy& copy, Context& ctx) {
                if (copy.destination) check(copy, *copy.destination, commands, ctx);
              },
              [](const Add& add, Context& ctx) {
                if (add.destination) check(add, *add.destination, commands, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
