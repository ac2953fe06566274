#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "shell/remote_code.h"

namespace plimsoll::dockerfile {
namespace {

bool is_hash(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

// A source that the builder clones; its ref stands behind the "#", a folder behind a further ":".
bool is_repository(std::string_view url) {
  const std::string_view address = url.substr(0, url.find_first_of("#?"));
  return url.starts_with("git@") || url.starts_with("git://") || url.starts_with("ssh://") || address.ends_with(".git");
}

bool has_commit(std::string_view url) {
  const size_t hash = url.find('#');
  if (hash == url.npos) return url.find("checksum=") != url.npos || url.find("commit=") != url.npos;
  const std::string_view ref = url.substr(hash + 1);
  return is_hash(ref.substr(0, ref.find(':')));
}

// One of the next steps checks a file of that name.
bool is_checked_later(const Add& add, std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::string_view file = path.substr(path.rfind('/') + 1);
  if (!add.stage || file.empty()) return false;
  const auto& steps = add.stage->instructions;
  auto at = std::partition_point(steps.begin(), steps.end(),
                                 [&](const Instruction* step) { return step->order <= add.order; });
  for (int i = 0; i < 32 && at != steps.end(); ++i, ++at) {
    if ((*at)->keyword != Keyword::run || (*at)->line.text().find(file) == std::string_view::npos) continue;
    for (const shell::Script* script : (*at)->scripts) {
      if (std::any_of(script->commands.begin(), script->commands.end(), shell::verifies)) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule add_url_without_checksum = {
    .severity = Severity::warning,
    .group = Group::supply_chain,
    .aliases = {"sonar:S6474", "cis-docker:4.12"},
    .replaces = {"add-remote-url", "plaintext-download"},
    .check =
        [](const Add& add, Context& ctx) {
          if (!add.model || add.flag("checksum")) return;
          for (const Word& source : add.sources) {
            const std::string url = add.model->expand(source.text, add).value;
            const std::string head = lower(std::string_view(url).substr(0, 8));
            const bool repository = is_repository(url);
            if (!repository && !head.starts_with("http://") && !head.starts_with("https://")) continue;
            if (repository && has_commit(url)) continue;
            if (repository) {
              ctx.report(source.span, "'{}' is whatever it holds at the time of the build; name a commit behind '#'",
                         url);
            } else {
              ctx.report(source.span, "ADD takes whatever '{}' sends; --checksum tells it what to expect", url)
                  .severity(is_checked_later(add, url) ? Severity::info : Severity::warning);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
