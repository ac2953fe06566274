#include "kubernetes/variables.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
  });
}

// WEB_SERVICE_HOST, WEB_SERVICE_PORT_HTTP, WEB_PORT, WEB_PORT_80_TCP_ADDR
bool is_service_link(std::string_view name) {
  return name.find("_SERVICE_HOST") != name.npos || name.find("_SERVICE_PORT") != name.npos ||
         name.ends_with("_PORT") || name.find("_TCP") != name.npos || name.find("_UDP") != name.npos;
}

}  // namespace

std::vector<VariableUse> variables_in(std::string_view text) {
  std::vector<VariableUse> references;
  for (size_t at = text.find('$'); at != text.npos && at + 1 < text.size(); at = text.find('$', at)) {
    if (text[at + 1] == '$') {
      at += 2;
      continue;
    }
    const size_t close = text[at + 1] == '(' ? text.find(')', at) : text.npos;
    if (close != text.npos && is_name(text.substr(at + 2, close - at - 2)))
      references.push_back({text.substr(at + 2, close - at - 2), at, close + 1});
    if (text[at + 1] == '(' && close == text.npos) break;
    ++at;
  }
  return references;
}

bool Environment::may_have(std::string_view name) const {
  return open || positions.contains(name) || is_service_link(name);
}

Environment environment_of(const Container& container) {
  const Value env = container["env"], from = container["envFrom"];
  Environment environment;
  environment.open = env.templated() || from.templated() || !from.items().empty() || container.workload->steps ||
                     container.value.node()->partial || (env.present() && !env.is_list());
  const std::vector<Value> items = env.items();
  for (size_t i = 0; i < items.size(); ++i) {
    const Value name = items[i]["name"];
    if (!items[i].is_map() || name.templated()) environment.open = true;
    environment.positions.try_emplace(name.string(), i);
  }
  return environment;
}

}  // namespace plimsoll::kubernetes
