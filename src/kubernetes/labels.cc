#include "kubernetes/labels.h"

#include <algorithm>

#include "glob.h"
#include "kustomization.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

bool is_kind_list(std::string_view text) {
  return !text.empty() && text.front() >= 'A' && text.front() <= 'Z' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ',';
         });
}

// `added`: whether kustomizations add it.
void require(const Value& labels, Span place, const LabelEntry& entry, std::string_view field, bool added,
             std::string_view owner, Context& ctx) {
  const std::string_view what = field.substr(0, field.size() - 1);
  const Value value = label_in(labels, entry.key);
  if (value.present()) {
    if (entry.accepts(value)) return;
    ctx.report(value.span(), "{} '{}' of {} does not fit '{}'", what, entry.key, owner, *entry.pattern);
  } else if (!added && lacks_label(labels, entry.key)) {
    ctx.report(place, "{} lacks the {} '{}'", owner, what, entry.key);
  }
}

}  // namespace

bool LabelEntry::concerns(std::string_view kind) const {
  std::string_view rest = kinds;
  while (!rest.empty()) {
    const size_t comma = std::min(rest.find(','), rest.size());
    if (rest.substr(0, comma) == kind) return true;
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return kinds.empty();
}

bool LabelEntry::accepts(const Value& value) const {
  return !pattern || value.templated() || fits_pattern(*pattern, value.string());
}

LabelEntry parse_label_entry(std::string_view text) {
  LabelEntry entry;
  if (const size_t colon = text.find(':'); colon != text.npos && is_kind_list(text.substr(0, colon))) {
    entry.kinds = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  const size_t equals = std::min(text.find('='), text.size());
  entry.key = text.substr(0, equals);
  if (equals < text.size()) entry.pattern = text.substr(equals + 1);
  return entry;
}

Value label_in(const Value& labels, std::string_view key) {
  if (key.find('*') == key.npos) return labels[key];
  for (const auto& [name, value] : labels.entries()) {
    if (fits_glob(key, name.string())) return value;
  }
  return {};
}

bool lacks_label(const Value& labels, std::string_view key) {
  if (!labels.missing() && !labels.is_map()) return false;
  const auto entries = labels.entries();
  return std::none_of(entries.begin(), entries.end(), [&](const auto& entry) {
    return entry.first.templated() || (!entry.second.missing() && fits_glob(key, entry.first.string()));
  });
}

bool is_added(const Object& object, std::string_view field, std::string_view key) {
  if (!object.overlay) return false;
  const auto fits = [&](const std::string& name) { return fits_glob(key, name); };
  const Overlay& overlay = *object.overlay;
  if (field == "labels") return std::any_of(overlay.labels.begin(), overlay.labels.end(), fits);
  if (field == "annotations") return std::any_of(overlay.annotations.begin(), overlay.annotations.end(), fits);
  return std::any_of(overlay.pod_labels.begin(), overlay.pod_labels.end(),
                     [&](const auto& label) { return fits(label.first); });
}

bool lacks_all_labels(const Workload& workload, Names keys) {
  return std::all_of(keys.begin(), keys.end(), [&](std::string_view key) {
    return lacks_label(workload.object->metadata["labels"], key) && lacks_label(workload.pod_metadata["labels"], key) &&
           !is_added(*workload.object, "labels", key) && !is_added(*workload.object, "pod labels", key);
  });
}

Span place_of_labels(const Object& object, const Value& labels) {
  return labels.is_map() ? labels.key_span() : object.place();
}

void require_labels(const Object& object, std::string_view field, Names entries, Context& ctx) {
  if (!object.metadata.is_map()) return;
  const Value labels = object.metadata[field];
  for (std::string_view text : entries) {
    const LabelEntry entry = parse_label_entry(text);
    if (!entry.concerns(object.kind_name)) continue;
    require(labels, place_of_labels(object, labels), entry, field, is_added(object, field, entry.key),
            fmt::format("{} '{}'", object.kind_name, object.name), ctx);
  }
}

void require_template_labels(const Workload& workload, std::string_view field, Names entries, Context& ctx) {
  const Value& metadata = workload.pod_metadata;
  if (workload.steps || metadata == workload.object->metadata || (!metadata.missing() && !metadata.is_map())) return;
  const Value labels = metadata[field];
  for (std::string_view text : entries) {
    const LabelEntry entry = parse_label_entry(text);
    if (!entry.concerns(workload.object->kind_name) && !entry.concerns("Pod")) continue;
    require(labels, labels.is_map() ? labels.key_span() : labels.span(), entry, field,
            is_added(*workload.object, field == "labels" ? "pod labels" : field, entry.key), "the pod template", ctx);
  }
}

}  // namespace plimsoll::kubernetes
