#include "dockerfile/ports.h"

#include <charconv>

#include "dockerfile/build_tools.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

std::optional<PortRange> port_range(std::string_view text) {
  const auto number = [](std::string_view digits) {
    uint32_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
  };
  const size_t dash = text.find('-');
  const std::optional<uint32_t> first = number(text.substr(0, dash));
  const std::optional<uint32_t> last = dash == text.npos ? first : number(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  return PortRange{*first, *last};
}

std::vector<ExposedPort> exposed_ports(const Expose& expose) {
  std::vector<ExposedPort> ports;
  for (const Word& word : expose.ports) {
    if (word.text.starts_with('#')) break;
    for (Text& text : expose.model->expand_words(word.text, expose)) {
      if (!text.known || !port_problem(text.value).empty()) continue;
      const std::string_view port = std::string_view(text.value).substr(text.value.rfind(':') + 1);
      const size_t slash = port.find('/');
      const auto range = port_range(port.substr(0, slash));
      if (!range) continue;
      std::string protocol = slash == port.npos ? std::string() : lower(port.substr(slash + 1));
      if (protocol.empty()) protocol = "tcp";
      ports.push_back({*range, word, std::move(text.value), std::move(protocol)});
    }
  }
  return ports;
}

std::vector<ExposedPort> privileged_ports(const Stage& stage) {
  std::vector<ExposedPort> ports;
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      if (instruction->keyword != Keyword::expose) continue;
      for (ExposedPort& port : exposed_ports(static_cast<const Expose&>(*instruction))) {
        if (port.protocol != "udp" && port.first < 1024) ports.push_back(std::move(port));
      }
    }
  }
  return ports;
}

}  // namespace plimsoll::dockerfile
