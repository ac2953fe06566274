// `plimsoll migrate [FILE…]`.
#include "migrate/migrate.h"

#include <memory>

#include "cli/commands.h"
#include "cli/options.h"

namespace plimsoll::cli {

Command migrate_command() {
  const auto wanted = std::make_shared<MigrateOptions>();
  return {.name = "migrate",
          .help = "Write a configuration from those of other tools, such as .hadolint.yaml",
          .argument = {.name = "FILE",
                       .help = "Files of other tools (default: those in the working directory)",
                       .repeatable = true,
                       .set = [wanted](const std::string& file) { wanted->files.push_back(file); }},
          .options = {not_from_environment(with_letter(
                          'o', text("--output", "FILE", wanted->output, "Write to this file, such as .plimsoll.yaml"))),
                      not_from_environment(toggle("--force", wanted->force, "Overwrite the file"))},
          .run = [wanted] { return run_migrate(*wanted); }};
}

}  // namespace plimsoll::cli
