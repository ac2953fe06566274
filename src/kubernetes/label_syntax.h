// What keys and values of labels, and names, may look like.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::kubernetes {

// Each says what is wrong in one clause, or nothing.
std::string label_key_problem(std::string_view key);
std::string label_value_problem(std::string_view value);
// Small letters, digits and '-', at most 63.
std::string dns_label_problem(std::string_view name);
// The same in parts that dots join, together at most 253.
std::string dns_subdomain_problem(std::string_view name);

// A name or label that somebody has yet to fill in: "$NAME", "<name>".
inline bool is_unfilled(std::string_view text) { return text.find_first_of("$<>") != text.npos; }

}  // namespace plimsoll::kubernetes
