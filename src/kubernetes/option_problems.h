// What may be wrong with texts of options about Kubernetes (TextProblem in option.h). Those of a single text take an
// empty one: it stands for what is not set.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::kubernetes {

std::string quantity_problem(std::string_view text);
std::string duration_problem(std::string_view text);
// "1.34" or "latest".
std::string release_problem(std::string_view text);
// "443", "3000-5000", "1000-".
std::string range_problem(std::string_view text);
// A level of the Pod Security Standards that asks for something.
std::string pod_security_problem(std::string_view text);
// Of "[Kind,Kind:]key[=pattern]" the pattern; of the other one the key is a pattern as well.
std::string label_entry_problem(std::string_view text);
std::string label_patterns_problem(std::string_view text);
// Of "NAME=VALUE", both of them needed.
std::string assignment_problem(std::string_view text);

}  // namespace plimsoll::kubernetes
