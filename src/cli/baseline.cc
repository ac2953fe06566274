// `plimsoll baseline create|update|prune`: the options of a check that say what is found, and the file.
#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/options.h"

namespace plimsoll::cli {
namespace {

struct Action {
  std::string_view name, help;
};

Action describe(BaselineAction action) {
  switch (action) {
    case BaselineAction::create:
      return {"baseline create", "Write all that is found into a baseline"};
    case BaselineAction::update:
      return {"baseline update", "Add to a baseline what is new, and take out what is gone"};
    case BaselineAction::prune:
      return {"baseline prune", "Take out of a baseline what is gone"};
  }
  return {};
}

constexpr std::array kShared =
    std::to_array<std::string_view>({"--select", "--ignore", "--profile", "--jobs", "--config", "--isolated",
                                     "--no-inline", "--require-reason", "--shellcheck", "--build-arg"});

}  // namespace

Command baseline_command(BaselineAction action) {
  const auto wanted = std::make_shared<CheckOptions>();
  const auto file = std::make_shared<std::string>(".plimsoll-baseline.json");
  Command command = check_command(wanted);
  const auto [name, help] = describe(action);
  command.name = name;
  command.help = help;
  command.argument.help = "Files and folders";
  std::erase_if(command.options, [](const Option& option) {
    return std::find(kShared.begin(), kShared.end(), option.name) == kShared.end();
  });
  command.options.push_back(
      not_from_environment(text("--file", "FILE", *file, "The baseline (default: .plimsoll-baseline.json)")));
  command.run = [=] { return run_baseline(action, *file, *wanted); };
  command.details = "\nExit codes: 0 done, 2 something could not be done.";
  return command;
}

}  // namespace plimsoll::cli
