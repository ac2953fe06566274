#include <algorithm>

#include "context.h"
#include "kubernetes/variables.h"
#include "shell/script.h"

namespace plimsoll::kubernetes {
namespace {

bool is_plain_text(const Value& value) {
  const std::string_view text = value.string();
  return value.is_scalar() && text.find("{{") == text.npos && text.find("{%") == text.npos;
}

void check_values(const Container& container, const Environment& environment, Context& ctx) {
  const std::vector<Value> items = container["env"].items();
  for (size_t i = 0; i < items.size(); ++i) {
    const Value value = items[i]["value"];
    if (!is_plain_text(value)) continue;
    for (const VariableUse& reference : variables_in(value.string())) {
      const auto found = environment.positions.find(reference.name);
      const Span span = value.mapped(ctx.source()).span(reference.begin, reference.end);
      if (found != environment.positions.end() && found->second > i && !environment.open) {
        ctx.report(span, "variable '{}' is only set further down, so '$({})' stays as it is", reference.name,
                   reference.name)
            .note(items[found->second]["name"].span(), "set here");
      } else if ((found == environment.positions.end() && !environment.may_have(reference.name)) ||
                 (found != environment.positions.end() && found->second == i && !environment.open)) {
        ctx.report(span, "there is no variable '{}' before this one, so '$({})' stays as it is", reference.name,
                   reference.name);
      }
    }
  }
}

// A shell has its own use for $(…), and where the program is not known it may be one.
bool runs_shell(const std::vector<Value>& words) {
  return std::any_of(words.begin(), words.end(), [](const Value& word) {
    const std::string_view text = word.string();
    return shell::dialect_of(text) != shell::Dialect::unknown || text.ends_with(".sh") || text == "-c" ||
           text.find('\n') != text.npos;
  });
}

bool is_constant_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

// The first ${NAME} or $NAME of a variable that the container has.
std::optional<VariableUse> shell_reference_in(std::string_view text, const Environment& environment) {
  for (size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
    const bool braces = text.substr(at + 1, 1) == "{";
    const size_t begin = at + (braces ? 2 : 1);
    size_t end = begin;
    while (end < text.size() && is_constant_name(text.substr(end, 1))) ++end;
    if (end == begin || (braces && text.substr(end, 1) != "}")) continue;
    if (environment.positions.contains(text.substr(begin, end - begin)))
      return VariableUse{text.substr(begin, end - begin), at, end + (braces ? 1 : 0)};
  }
  return std::nullopt;
}

void check_arguments(const Container& container, const Environment& environment, Context& ctx) {
  std::vector<Value> words = container["command"].items();
  const bool known_program = !words.empty();
  for (const Value& word : container["args"].items()) words.push_back(word);
  if (runs_shell(words) || container.workload->steps) return;
  for (const Value& word : words) {
    if (!is_plain_text(word)) continue;
    for (const VariableUse& reference : variables_in(word.string())) {
      const bool may_be_script = !known_program || word.string().find(' ') != std::string_view::npos;
      if (environment.may_have(reference.name) || (may_be_script && !is_constant_name(reference.name))) continue;
      ctx.report(word.mapped(ctx.source()).span(reference.begin, reference.end),
                 "container '{}' has no variable '{}', so '$({})' stays as it is", container.name(), reference.name,
                 reference.name);
    }
    // An option is no script that the image's own program may hand to a shell.
    if (!known_program && (!word.string().starts_with('-') || word.string().starts_with("-D"))) continue;
    if (const auto reference = shell_reference_in(word.string(), environment))
      ctx.report(word.mapped(ctx.source()).span(reference->begin, reference->end),
                 "no shell reads this, so it stays as it is; write '$({})'", reference->name);
  }
}

}  // namespace

extern constinit const Rule undefined_variable_reference = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          const Environment environment = environment_of(container);
          check_values(container, environment, ctx);
          check_arguments(container, environment, ctx);
        },
};

}  // namespace plimsoll::kubernetes
