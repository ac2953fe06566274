#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos && text.find_first_not_of('0') != text.npos;
}

// "RTMIN+3", "RTMAX-14"
bool is_realtime(std::string_view name) {
  const std::string_view base = name.substr(0, 6);
  return name.size() > 6 && is_number(name.substr(6)) && (base == "RTMIN+" || base == "RTMAX-");
}

}  // namespace

extern constinit const Rule invalid_stopsignal = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:invalid signal", "dockerfile-ls:INVALID_SIGNAL"},
    .check =
        [](const Stopsignal& stop, Context& ctx) {
          if (!stop.signal) return;
          const Text text = stop.model->expand(stop.signal->text, stop);
          if (!text.known || text.value.find(' ') != std::string::npos) return;
          static const Fact signals = facts::table("container-runtime")["signals"];
          std::string name = text.value;
          for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
          if (name.starts_with("SIG")) name.erase(0, 3);
          const bool known = is_number(text.value) || signals["names"].has(name) || is_realtime(name);
          if (!known) {
            ctx.report(stop.signal->span, "'{}' is no signal", text.value);
            return;
          }
          for (const auto& [uncaught, number] : signals["uncaught"].entries()) {
            if (name != uncaught && name != number.string()) continue;
            ctx.report(stop.signal->span, "no program can catch '{}', so none can clean up before it ends", text.value)
                .severity(Severity::warning);
          }
        },
};

}  // namespace plimsoll::dockerfile
