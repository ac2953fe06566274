// `plimsoll rule NAME` and `plimsoll rules`.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/print.h"

namespace plimsoll::cli {

Command rule_command() {
  const auto name = std::make_shared<std::string>();
  return {.name = "rule",
          .help = "Print the page of a rule",
          .argument = {.name = "NAME",
                       .help = "A rule or an alias such as hadolint:DL3008",
                       .set = [name](const std::string& word) { *name = word; }},
          .verify = [name]() -> std::string {
            if (name->empty()) return "rule: no name given; 'plimsoll rules' prints them";
            return find_rules(*name).empty() ? unknown_rule_message(*name) : "";
          },
          .run = [name] { return print([&](const Write& write) { write_rule_pages(*name, write); }); }};
}

Command rules_command() {
  using Writer = void (*)(const Write&);
  const auto writer = std::make_shared<Writer>(write_rules_text);
  return {.name = "rules",
          .help = "Print all rules",
          .options = {choice<Writer>(
              "--format", *writer,
              {{"text", write_rules_text}, {"json", write_rules_json}, {"markdown", write_rules_markdown}},
              "How rules are written")},
          .run = [writer] { return print(*writer); }};
}

}  // namespace plimsoll::cli
