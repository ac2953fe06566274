#include "kubernetes/posture.h"

#include <algorithm>

#include "project.h"

namespace plimsoll {

const std::vector<std::string_view>& posture_settings() {
  static const std::vector<std::string_view> kSettings{"privileged",
                                                       "allowPrivilegeEscalation",
                                                       "readOnlyRootFilesystem",
                                                       "runAsNonRoot",
                                                       "runAsUser",
                                                       "runAsGroup",
                                                       "capabilities.drop",
                                                       "capabilities.add",
                                                       "seccompProfile.type",
                                                       "livenessProbe",
                                                       "readinessProbe",
                                                       "startupProbe",
                                                       "requests.cpu",
                                                       "requests.memory",
                                                       "limits.cpu",
                                                       "limits.memory"};
  return kSettings;
}

namespace kubernetes {
namespace {

// Of these it counts that they are there.
bool counts_as_such(std::string_view setting) {
  return setting.ends_with("Probe") || setting.starts_with("requests") || setting.starts_with("limits");
}

Value find(const Container& container, std::string_view setting) {
  const size_t dot = setting.find('.');
  const std::string_view first = setting.substr(0, dot);
  if (setting.ends_with("Probe")) return container[setting];
  if (counts_as_such(setting)) return container["resources"][first][setting.substr(dot + 1)];
  if (dot == setting.npos) return container.effective(setting);
  return container.effective(first, setting.substr(dot + 1));
}

std::string text_of(const Value& value, std::string_view setting) {
  if (value.templated()) return "?";
  if (counts_as_such(setting)) return value.present() ? "+" : "";
  std::string text(value.string());
  for (const Value& item : value.items()) text.append(text.empty() ? "" : ", ").append(item.string());
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

Posture posture_of(const Container& container) {
  Posture posture;
  for (std::string_view setting : posture_settings()) {
    const Value value = find(container, setting);
    posture.values.append(text_of(value, setting)) += '\n';
    posture.places.push_back(container.place_of(value));
  }
  return posture;
}

}  // namespace kubernetes
}  // namespace plimsoll
