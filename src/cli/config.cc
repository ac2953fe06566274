// `plimsoll config show FILE`, `plimsoll config schema` and `plimsoll init`.
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/check_options.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/print.h"
#include "config/schema.h"
#include "config/show.h"
#include "config/starting_point.h"
#include "run.h"

namespace plimsoll::cli {

Command config_show_command() {
  struct Wanted {
    CheckOptions check;
    std::string file;
    bool json = false;
    std::set<std::string> from_environment;
  };
  const auto wanted = std::make_shared<Wanted>();
  Command command{.name = "config show",
                  .help = "Print what holds for a file, and where it was set",
                  .argument = {.name = "FILE", .help = "Need not exist", .set = [wanted](const std::string& file) {
                                 wanted->file = file;
                               }}};
  command.options = options_of_rules(wanted->check);
  command.options.push_back(not_from_environment(
      choice<bool>("--format", wanted->json, {{"text", false}, {"json", true}}, "How it is written")));
  command.environment = [wanted](const Option& option) { wanted->from_environment.insert(option.name); };
  command.verify = [wanted]() -> std::string { return wanted->file.empty() ? "config show: no file given" : ""; };
  command.run = [wanted] {
    Configs configs(wanted->check.config.empty() ? std::nullopt : std::optional(wanted->check.config),
                    wanted->check.isolated);
    const Config& config = configs.for_file(wanted->file);
    const ShownConfig shown{.file = wanted->file,
                            .config = config,
                            .selection = lint_options(wanted->check).selection,
                            .build_args = wanted->check.build_args,
                            .from_environment = wanted->from_environment};
    const bool bad = print_problems(configs.problems());
    const int exit =
        print([&](const Write& write) { wanted->json ? show_json(shown, write) : show_text(shown, write); });
    return bad ? 2 : exit;
  };
  return command;
}

Command config_schema_command() {
  return {.name = "config schema", .help = "Print the JSON Schema of .plimsoll.yaml, for editors", .run = [] {
            return print([](const Write& write) { write(config_schema()); });
          }};
}

Command init_command() {
  const auto profile = std::make_shared<CheckOptions>();
  return {.name = "init",
          .help = "Write a .plimsoll.yaml to start from",
          .options = {profile_option(*profile)},
          .run = [profile] {
            constexpr const char* kPath = ".plimsoll.yaml";
            std::string error;
            // "x": never over a file that is there.
            std::FILE* file = std::fopen(kPath, "wx");
            const std::string text = starting_point(profile->profile);
            if (!file || std::fwrite(text.data(), 1, text.size(), file) != text.size()) error = std::strerror(errno);
            if (file && std::fclose(file) != 0) error = std::strerror(errno);
            if (!error.empty()) {
              std::fprintf(stderr, "plimsoll: %s: %s\n", kPath, error.c_str());
              return 2;
            }
            std::printf("wrote %s; 'plimsoll .' checks with it\n", kPath);
            return 0;
          }};
}

}  // namespace plimsoll::cli
