#include "dockerfile/casing.h"

#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {

std::vector<Edit> recase(const Instruction& instruction, bool capitals) {
  const auto in_case = [&](std::string_view word) { return capitals ? std::string(word) : lower(word); };
  std::vector<Edit> edits{replace(instruction.name.span, in_case(name_of(instruction.keyword)))};
  if (instruction.keyword != Keyword::from) return edits;
  const auto& as = static_cast<const From&>(instruction).as;
  if (as && as->text != in_case("AS")) edits.push_back(replace(as->span, in_case("AS")));
  return edits;
}

std::string spelled_like(const Instruction& other, Keyword keyword) {
  const std::string_view name = name_of(keyword);
  return other.name.text == lower(other.name.text) ? lower(name) : std::string(name);
}

}  // namespace plimsoll::dockerfile
