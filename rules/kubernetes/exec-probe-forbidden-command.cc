#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "shell/parse.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> commands{"commands", "what a probe may not run", {"jcmd", "ps", "ls"}};

bool is_forbidden(std::string_view name, const Context& ctx) {
  const Names names = ctx[commands];
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Adds the forbidden words of a text of several, be it read by a shell or not.
void add_words(const MappedText& text, std::vector<std::pair<Span, std::string>>& found, const Context& ctx) {
  constexpr std::string_view kBetween = " \t\r\n;|&()<>{}`\"'$!";
  const std::string_view all = text.text();
  for (size_t begin = 0; begin < all.size();) {
    const bool comment = all[begin] == '#' && (begin == 0 || all[begin - 1] == ' ' || all[begin - 1] == '\n');
    const size_t end = std::min(comment ? all.find('\n', begin) : all.find_first_of(kBetween, begin), all.size());
    const std::string_view word = all.substr(begin, end - begin);
    if (is_forbidden(word, ctx)) found.emplace_back(text.span(begin, end), word);
    begin = end + 1;
  }
}

}  // namespace

extern constinit const Rule exec_probe_forbidden_command = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:deny-commands-in-exec-probe"},
    .options = {&commands},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role != Container::Role::regular && container.role != Container::Role::sidecar) return;
          for (const char* probe : {"startupProbe", "livenessProbe", "readinessProbe"}) {
            std::vector<MappedText> words;
            std::vector<std::pair<Span, std::string>> found;
            for (const Value& word : container[probe]["exec"]["command"].items()) {
              if (!word.is_scalar()) continue;
              words.push_back(word.mapped(ctx.source()));
              if (is_forbidden(word.string(), ctx)) {
                found.emplace_back(word.span(), word.string());
              } else {
                add_words(words.back(), found, ctx);
              }
            }
            if (words.empty()) continue;
            const auto script = shell::parse_exec(words);
            for (const shell::Command& command : script->commands) {
              // Others are among the words already.
              const bool path = command.name.text != command.base;
              if (path && is_forbidden(command.base, ctx)) found.emplace_back(command.name.span, command.base);
            }
            for (const auto& [span, name] : found) {
              ctx.report(span, "the {} of container '{}' runs '{}', which is forbidden in probes", probe,
                         container.name(), name);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
