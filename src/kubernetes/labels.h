// Labels and annotations that options ask for or forbid.
//
// Their entries are "[Kind,Kind:]key[=pattern]": "team", "Namespace,Pod:team=^[a-z]+$".
#pragma once

#include <optional>
#include <string_view>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct LabelEntry {
  std::string_view kinds;  // empty: all
  std::string_view key;
  std::optional<std::string_view> pattern;  // that the value has to fit (pattern.h)

  bool concerns(std::string_view kind) const;
  // Also where that cannot be told.
  bool accepts(const Value& value) const;
};
LabelEntry parse_label_entry(std::string_view text);

// The value of a label; the key may hold "*" for any text. Absent if there is none.
Value label_in(const Value& labels, std::string_view key);
// Certainly: no label of an unknown name could be the one.
bool lacks_label(const Value& labels, std::string_view key);
// Kustomizations of the run add such a one to the object. `field` is "labels", "annotations" or "pod labels".
bool is_added(const Object& object, std::string_view field, std::string_view key);
// Neither the object nor its pod template has any of them, nor do kustomizations add one.
bool lacks_all_labels(const Workload& workload, Names keys);

// Where a finding about missing labels or annotations stands: at them, else at the name of the object.
Span place_of_labels(const Object& object, const Value& labels);

// Reports what the entries want and the metadata of an object or of its pod template lacks. `field` is "labels" or
// "annotations".
void require_labels(const Object& object, std::string_view field, Names entries, Context& ctx);
void require_template_labels(const Workload& workload, std::string_view field, Names entries, Context& ctx);

}  // namespace plimsoll::kubernetes
