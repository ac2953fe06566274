#include "output/xml.h"

#include <fmt/format.h>

#include "utf8.h"

namespace plimsoll {

std::string xml_escaped(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    const char32_t c = head.value;
    if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' || c == '\t' || c == '\n' || c == '\r') {
      result += fmt::format("&#{};", static_cast<uint32_t>(c));
    } else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF) {
      result += "\xEF\xBF\xBD";
    } else {
      append_valid(result, text.substr(at), head);
    }
    at += head.size;
  }
  return result;
}

}  // namespace plimsoll
