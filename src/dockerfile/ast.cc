#include "dockerfile/ast.h"

#include <algorithm>
#include <array>

namespace plimsoll::dockerfile {
namespace {

// In the order of Keyword.
constexpr std::array<std::string_view, 18> kNames = {"FROM",    "RUN", "CMD",     "LABEL",      "MAINTAINER",  "EXPOSE",
                                                     "ENV",     "ADD", "COPY",    "ENTRYPOINT", "VOLUME",      "USER",
                                                     "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL"};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

}  // namespace

Keyword keyword_of(std::string_view word) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (equals_ignoring_case(word, kNames[i])) return static_cast<Keyword>(i);
  }
  return Keyword::unknown;
}

std::string_view name_of(Keyword keyword) {
  return keyword == Keyword::unknown ? std::string_view() : kNames[static_cast<size_t>(keyword)];
}

std::vector<std::string_view> flags_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::from:
      return {"platform"};
    case Keyword::run:
      return {"mount", "network", "security", "device"};
    case Keyword::copy:
      return {"from", "chown", "chmod", "link", "parents", "exclude"};
    case Keyword::add:
      return {"chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack"};
    case Keyword::healthcheck:
      return {"interval", "timeout", "start-period", "start-interval", "retries"};
    default:
      return {};
  }
}

const Flag* Instruction::flag(std::string_view flag_name) const {
  auto last = std::find_if(flags.rbegin(), flags.rend(), [&](const Flag& flag) { return flag.name.text == flag_name; });
  return last == flags.rend() ? nullptr : &*last;
}

const Mount::Field* Mount::field(std::string_view key) const {
  // Where a key is given twice, the builder takes the later one.
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    const std::string_view name = field->key.text;
    if (equals_ignoring_case(name, key)) return &*field;
    if (key == "target" && (equals_ignoring_case(name, "dst") || equals_ignoring_case(name, "destination")))
      return &*field;
    if (key == "source" && equals_ignoring_case(name, "src")) return &*field;
  }
  return nullptr;
}

std::string_view Mount::type() const {
  const Field* given = field("type");
  return given && given->value ? given->value->text : "bind";
}

}  // namespace plimsoll::dockerfile
