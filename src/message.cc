#include "message.h"

#include <fmt/args.h>

namespace plimsoll {

std::string format_message(std::string_view text, std::span<const MessageArg> args) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const MessageArg& arg : args) {
    if (arg.is_number_) {
      store.push_back(arg.number_);
    } else {
      store.push_back(arg.text_);
    }
  }
  return fmt::vformat(text, store);
}

}  // namespace plimsoll
