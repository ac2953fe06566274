#include "dockerfile/templated.h"

#include <algorithm>

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view kTemplateEndings[] = {".template", ".tmpl",     ".tpl", ".gotmpl", ".j2",
                                                 ".jinja",    ".jinja2",   ".in",  ".erb",    ".ejs",
                                                 ".hbs",      ".mustache", ".m4"};
constexpr std::string_view kTags[] = {"{{", "{%", "{#", "<%"};

bool has_tag(std::string_view text) {
  return std::any_of(std::begin(kTags), std::end(kTags), [&](auto tag) { return text.find(tag) != text.npos; });
}

bool starts_with_tag(std::string_view text) {
  if (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
  return std::any_of(std::begin(kTags), std::end(kTags), [&](auto tag) { return text.starts_with(tag); });
}

bool has_template_value(const std::vector<KeyValue>& pairs) {
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const KeyValue& pair) { return pair.value && starts_with_tag(pair.value->text); });
}

bool is_template(const Instruction& instruction) {
  switch (instruction.keyword) {
    case Keyword::unknown:
      return starts_with_tag(instruction.name.text);
    case Keyword::from:
      return has_tag(instruction.arguments);
    case Keyword::arg:
      return has_template_value(static_cast<const Arg&>(instruction).pairs);
    case Keyword::env:
      return has_template_value(static_cast<const Env&>(instruction).pairs);
    default:
      return false;
  }
}

}  // namespace

std::string why_templated(const File& file) {
  const std::string& path = file.source->path();
  for (std::string_view ending : kTemplateEndings) {
    if (path.ends_with(ending))
      return "its name ends in " + std::string(ending) + ", so it is a template; lint what is made from it";
  }
  for (const auto& instruction : file.instructions) {
    if (is_template(*instruction)) {
      const std::string line = std::to_string(file.source->line_of(instruction->span.begin));
      return "a template tag stands in line " + line + "; lint what is made from it";
    }
  }
  return {};
}

}  // namespace plimsoll::dockerfile
