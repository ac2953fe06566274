// Labels against a schema: which keys an image must have, and of what type their values are.
//
// The schema is an option of the rules, a list of "KEY:TYPE" or "KEY" with the types that hadolint knows: text, url,
// rfc3339, spdx, hash, semver, email.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

// Empty unless somebody sets it.
extern const Option<Names> label_schema;
// The same option with the keys of the OCI image specification whose type that says.
extern const Option<Names> label_types;

struct LabelType {
  std::string_view key;
  std::string_view type;  // "text" where none is given
};
LabelType label_type(std::string_view entry);
// The type that the schema gives the key; empty if it does not have it.
std::string_view type_of_label(Names schema, std::string_view key);

// The key of a pair as the builder makes it; nullopt if a variable in it is unknown.
std::optional<std::string> label_key(const Label& label, const KeyValue& pair);

// The keys that stages set.
struct StageLabels {
  std::set<std::string, std::less<>> keys;
  bool known = true;  // none is made of a variable
};
void add_labels(const Stage& stage, StageLabels& labels);
// With those of the stages that it is built on.
StageLabels labels_of(const Stage& stage);

// What "a URL", "a date" and so on are.
bool is_url(std::string_view value);
bool is_rfc3339(std::string_view value);
bool is_spdx_expression(std::string_view value);
bool is_git_hash(std::string_view value);
bool is_semantic_version(std::string_view value);
bool is_email(std::string_view value);

// Reports the labels whose key has `type` in the option label_types and whose value `is_valid` rejects. Values that
// hang on a build argument, or on nobody knows what, are left alone, and so are empty ones.
void check_label_type(const Label& label, std::string_view type, bool (*is_valid)(std::string_view),
                      std::string_view wanted, Context& ctx);

}  // namespace plimsoll::dockerfile
