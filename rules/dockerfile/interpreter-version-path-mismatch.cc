#include <map>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/syntax.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "3.12" at the head of the text; empty if there are no two numbers.
std::string_view two_numbers(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == 0 || end >= text.size() || text[end] != '.') return {};
  const size_t dot = end++;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end > dot + 1 ? text.substr(0, end) : std::string_view();
}

struct Language {
  std::string_view image;
  std::string_view before;  // the version in a path
  std::string_view spared;  // a path of the system's own interpreter
};
constexpr Language languages[] = {{"python", "/python", "/usr/lib/"}, {"ruby", "/ruby/", "/usr/lib/"}};

// Other versions may be installed next to the image's own.
bool installs_versions(const Stage& stage) {
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      for (std::string_view word :
           {"pyenv", "conda", "mamba", "uv python", "rbenv", "rvm", "altinstall", "asdf", "mise"}) {
        if (instruction->keyword == Keyword::run && instruction->line.text().find(word) != std::string_view::npos)
          return true;
      }
    }
  }
  return false;
}

// Whether stages install versions of their own, each looked at once.
using Known = std::map<const Stage*, bool>;

void check(const Instruction& at, const Word& path, const Stage& stage, Known& known, Context& ctx) {
  const Stage& root = *stage.root;
  if (!root.from || !root.external() || !root.image_known) return;
  for (const Language& language : languages) {
    const size_t found = path.text.find(language.before);
    if (found == path.text.npos || path.text.find(language.spared) != path.text.npos) continue;
    if (root.image.official_name() != language.image) continue;
    const std::string_view has = two_numbers(root.image.tag.value_or(std::string_view()));
    const std::string_view wants = two_numbers(path.text.substr(found + language.before.size()));
    if (has.empty() || wants.empty() || has == wants) continue;
    auto installs = known.find(&stage);
    if (installs == known.end()) installs = known.emplace(&stage, installs_versions(stage)).first;
    if (installs->second) continue;
    ctx.report(place_in(at, path, found + language.before.size(), wants.size()),
               "the path is of {} {}, but the image has {}", language.image, wants, has)
        .note(root.from->image->span, "the image");
  }
}

void check(const Copy& copy, Known& known, Context& ctx) {
  if (copy.destination) check(copy, *copy.destination, *copy.stage, known, ctx);
  const Flag* from = copy.flag("from");
  if (!from || !from->value) return;
  const StageReference source = copy.model->stage_reference(from->value->text, copy);
  if (source.kind != StageReference::Kind::earlier) return;
  for (const Word& word : copy.sources) check(copy, word, *source.stage, known, ctx);
}

}  // namespace

extern constinit const Rule interpreter_version_path_mismatch = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const File& file, Context& ctx) {
          Known known;
          for (const auto& instruction : file.instructions) {
            if (!instruction->stage) continue;
            if (instruction->keyword == Keyword::copy) check(static_cast<const Copy&>(*instruction), known, ctx);
            if (instruction->keyword != Keyword::env) continue;
            for (const KeyValue& pair : static_cast<const Env&>(*instruction).pairs) {
              if (pair.value) check(*instruction, *pair.value, *instruction->stage, known, ctx);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
