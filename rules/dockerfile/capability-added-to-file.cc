#include <algorithm>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/written_text.h"

namespace plimsoll::dockerfile {
namespace {

bool is_dangerous(std::string_view capability) {
  for (std::string_view name :
       {"cap_sys_admin", "cap_sys_ptrace", "cap_dac_override", "cap_dac_read_search", "cap_setuid", "cap_setgid",
        "cap_net_admin", "cap_sys_module", "cap_sys_rawio", "cap_chown", "cap_fowner", "all"}) {
    if (capability == name) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule capability_added_to_file = {
    .severity = Severity::info,
    .group = Group::security,
    .programs = {"setcap"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const std::vector<const shell::Word*> operands = command.operands();
          if (operands.size() < 2 || command.has_flag({"-r", "-v"})) return;
          for (size_t i = 0; i + 1 < operands.size(); i += 2) {
            if (!operands[i]->literal) continue;
            const MappedText mapped = text_of(*operands[i], command);
            const std::string text = lower(mapped.text());
            const size_t names = std::min(text.find_first_of("=+"), text.size());
            if (names == 0) {
              ctx.report(operands[i]->span, "'{}' gives '{}' all rights of root", text, operands[i + 1]->text)
                  .severity(Severity::warning);
            }
            for (size_t begin = 0; begin < names;) {
              const size_t end = std::min(text.find(',', begin), names);
              const std::string name = text.substr(begin, end - begin);
              if (!name.empty() && name != "cap_net_bind_service") {
                ctx.report(mapped.span(begin, end), "whoever runs '{}' gets '{}'", operands[i + 1]->text, name)
                    .severity(is_dangerous(name) ? Severity::warning : Severity::info);
              }
              begin = end + 1;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
