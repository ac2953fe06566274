#include <algorithm>

#include "context.h"
#include "dockerfile/git_clone.h"
#include "dockerfile/model.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

// Part of an address that says: whatever is newest.
bool is_moving(std::string_view url) {
  for (std::string_view word :
       {"/latest", "latest.", "-latest", "/master/", "/main/", "/HEAD/", "/nightly", "-nightly", "nightly."}) {
    if (url.find(word) != url.npos) return true;
  }
  return false;
}

// A variable that somebody may change to have it fetched anew.
bool has_argument(const Run& run) {
  const std::string_view text = run.arguments;
  for (size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
    std::string_view name = text.substr(at + 1 + (text.substr(at + 1).starts_with('{') ? 1 : 0));
    name = name.substr(0, name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"));
    if (!name.empty() && run.model->variable(name, run).origin == Binding::Origin::arg) return true;
  }
  return false;
}

// Where the first such thing stands.
std::optional<Span> moving_content(const Run& run) {
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (command.base == "git") {
        if (command.is("git", {"pull"})) return command.name.span;
        const GitClone clone = git_clone(command);
        if (clone.floating) return clone.branch ? clone.branch->span : clone.url->span;
      }
      const auto& download = command.download;
      if (!download) continue;
      for (size_t i = 0; i < download->urls.size(); ++i) {
        if (is_moving(download->url_texts[i])) return download->urls[i]->span;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule remote_content_cached = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .profile = Profile::strict,
    .check =
        [](const Run& run, Context& ctx) {
          const auto place = moving_content(run);
          if (place && !has_argument(run))
            ctx.report(*place, "what is there changes, but the builder keeps this step as it was on some earlier day");
        },
};

}  // namespace plimsoll::dockerfile
