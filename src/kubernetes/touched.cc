#include "kubernetes/touched.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

// Of one patch. More are not made by people; deeper ones are taken as a whole.
constexpr size_t kMostFields = 256;
constexpr int kDeepest = 12;

bool is_in(std::string_view field, std::string_view other) {
  return field.starts_with(other) && (field.size() == other.size() || other.empty() || field[other.size()] == '/');
}

// The field of a pod for one of its template; empty, which is all of them, for what holds a template.
std::string normal(std::string_view field) {
  static constexpr std::string_view kTemplate = "/template/";
  const size_t inside = field.rfind(kTemplate);
  if (inside != std::string_view::npos) return std::string(field.substr(inside + kTemplate.size()));
  const bool holds_template = field == "spec" || field.ends_with("/template") || field.ends_with("/jobTemplate") ||
                              field.ends_with("/jobTemplate/spec");
  return holds_template ? std::string() : std::string(field);
}

class Fields {
 public:
  void add(std::string_view field) {
    if (fields_ && fields_->size() < kMostFields)
      fields_->push_back(normal(field));
    else
      fields_.reset();
  }
  void give_up() { fields_.reset(); }
  bool known() const { return fields_.has_value(); }
  Touched take() { return std::move(fields_); }

 private:
  Touched fields_{std::in_place};
};

// It is the number of one, or stands behind the last one.
bool is_item(std::string_view step) { return step == "-" || step.find_first_not_of("0123456789") == step.npos; }

void append_step(std::string& field, std::string_view step) { field.append(field.empty() ? "" : "/").append(step); }

// Of these lists a patch names the items; others it replaces, or nobody can tell.
bool is_list_of_containers(std::string_view field) { return field.ends_with("ontainers"); }

bool has_directive(const Value& map) {
  const auto entries = map.entries();
  return std::any_of(entries.begin(), entries.end(), [](const auto& entry) {
    return entry.first.templated() || entry.first.string().starts_with('$');
  });
}

void walk(const Value& value, const std::string& field, int depth, Fields& fields) {
  if (!fields.known()) return;
  if (depth == 0 || value.size() == 0 || value.templated()) return fields.add(field);
  if (value.is_list()) {
    for (const Value& item : value.items()) {
      const bool named = is_list_of_containers(field) && item["name"].is_string();
      if (!named) return fields.add(field);
      walk(item, field, depth - 1, fields);
    }
    return;
  }
  if (has_directive(value)) return fields.add(field);
  for (const auto& [key, child] : value.entries()) {
    std::string below = field;
    append_step(below, key.string());
    walk(child, below, depth - 1, fields);
  }
}

// One step of a JSON pointer.
std::string unescape(std::string_view step) {
  std::string text;
  for (size_t i = 0; i < step.size(); ++i) {
    const bool escape = step[i] == '~' && i + 1 < step.size();
    text += escape ? (step[i + 1] == '1' ? '/' : '~') : step[i];
    i += escape;
  }
  return text;
}

// "/spec/rules/0/host" is "spec/rules/host".
std::string field_at(std::string_view pointer) {
  std::string field;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pointer.remove_prefix(end);
    if (!is_item(step)) append_step(field, unescape(step));
  }
  return field;
}

// What an object is, nobody knows who gives it another name.
bool is_identity(std::string_view field) {
  return field.empty() || field == "kind" || field == "apiVersion" || field == "metadata" || field == "metadata/name" ||
         field == "metadata/namespace";
}

// "spec.rules.[host=a.example].http" is "spec/rules/http". A key with an escaped dot stands for all that is below.
std::string field_of(std::string_view path) {
  std::string field;
  while (!path.empty()) {
    const size_t close = path.starts_with('[') ? path.find(']') : 0;
    const size_t end = close == path.npos ? path.size() : std::min(path.find('.', close), path.size());
    const std::string_view step = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (step.ends_with('\\')) break;
    if (!step.starts_with('[') && step != "*" && !is_item(step)) append_step(field, step);
  }
  return field;
}

void add_pointer(const Value& pointer, Fields& fields) {
  const std::string field = pointer.string().starts_with('/') ? field_at(pointer.string()) : std::string();
  if (pointer.templated() || is_identity(field)) return fields.give_up();
  fields.add(field);
}

}  // namespace

Touched touched_by_merge(const Value& patch) {
  if (!patch.is_map()) return std::nullopt;
  Fields fields;
  walk(patch, "", kDeepest, fields);
  return fields.take();
}

Touched touched_by_paths(const Value& paths) {
  Fields fields;
  for (const Value& path : paths.items()) {
    const std::string field = field_of(path.string());
    if (path.templated() || is_identity(field)) return std::nullopt;
    fields.add(field);
  }
  if (paths.size() == 0) return std::nullopt;
  return fields.take();
}

Touched touched_by_operations(const Value& operations) {
  if (!operations.is_list()) return std::nullopt;
  Fields fields;
  for (const Value& operation : operations.items()) {
    const Value verb = operation["op"];
    if (verb.is("test")) continue;
    if (!verb.is("add") && !verb.is("replace") && !verb.is("remove") && !verb.is("move") && !verb.is("copy"))
      return std::nullopt;
    add_pointer(operation["path"], fields);
    if (verb.is("move")) add_pointer(operation["from"], fields);
  }
  return fields.take();
}

bool touches(const Touched& touched, std::string_view field) {
  if (!touched) return true;
  return std::any_of(touched->begin(), touched->end(),
                     [&](std::string_view each) { return is_in(each, field) || is_in(field, each); });
}

}  // namespace plimsoll::kubernetes
