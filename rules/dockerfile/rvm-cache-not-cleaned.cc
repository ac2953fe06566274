#include <algorithm>

#include "context.h"
#include "dockerfile/language_caches.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule rvm_cache_not_cleaned = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"dockerfile_lint:no_rvm_cleanup_all"},
    .programs = {"rvm"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (run->keyword != Keyword::run || !shipped(*run) || !command.is("rvm", {"install"})) return;
          const auto& commands = command.script->commands;
          const auto left = commands.data() + commands.size() - &command;
          if (std::any_of(&command, &command + std::min<std::ptrdiff_t>(left, 200), [](const shell::Command& other) {
                return other.is("rvm", {"cleanup"}) ||
                       (other.base == "rm" && other.span.size() > 0 &&
                        std::any_of(other.arguments.begin(), other.arguments.end(), [](const shell::Word& word) {
                          return word.text.find("rvm") != std::string::npos;
                        }));
              }))
            return;
          auto report = ctx.report(command.name.span, "rvm leaves sources and archives in this layer");
          if (may_append(command))
            report.fix("run 'rvm cleanup all' behind it", insert_after(command.span, " && rvm cleanup all"));
        },
};

}  // namespace plimsoll::dockerfile
