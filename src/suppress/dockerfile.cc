// Where the suppressions of a Dockerfile stand, and where they hold.
#include <algorithm>

#include "dockerfile/ast.h"
#include "suppress/comment.h"
#include "suppress/removal.h"
#include "suppress/scopes.h"
#include "suppress/script_comments.h"

namespace plimsoll {
namespace {

using Instructions = std::vector<std::unique_ptr<dockerfile::Instruction>>;
using Reach = Suppression::Reach;

class Scopes {
 public:
  explicit Scopes(const dockerfile::File& file) : file_(file), whole_(whole_file(*file.source)) {}

  Span of(const Suppression& suppression) {
    const uint32_t at = suppression.span.begin;
    const Instructions& all = file_.instructions;
    switch (suppression.reach) {
      case Reach::file:
      case Reach::document:
      case Reach::object:
        return whole_;
      default:
        break;
    }
    // The instruction around the comment, or the next one.
    const auto target = std::upper_bound(all.begin(), all.end(), at, [](uint32_t offset, const auto& instruction) {
      return offset < instruction->whole.end;
    });
    if (suppression.reach == Reach::next && target == all.begin() &&
        (target == all.end() || at < (*target)->span.begin)) {
      return whole_;
    }
    if (target == all.end()) return {};
    const bool above_stage = is_from(*target) && at < (*target)->span.begin;
    if (above_stage && (suppression.reach == Reach::next || suppression.reach == Reach::stage)) {
      const auto next = std::find_if(target + 1, all.end(), is_from);
      return {(*target)->whole.begin, next == all.end() ? whole_.end : (*next)->span.begin};
    }
    const bool inside = at > (*target)->span.begin;
    if (inside && suppression.reach == Reach::command) return commands_.of(**target, suppression.span);
    if (inside && suppression.reach == Reach::line) return next_line(suppression.span, *file_.source);
    // hadolint knows no stage elsewhere.
    return suppression.reach == Reach::stage ? Span{} : (*target)->whole;
  }

 private:
  static bool is_from(const std::unique_ptr<dockerfile::Instruction>& instruction) {
    return instruction->keyword == dockerfile::Keyword::from;
  }

  const dockerfile::File& file_;
  Span whole_;
  CommandScopes commands_;
};

}  // namespace

std::vector<Suppression> suppressions_of(const dockerfile::File& file, Date today) {
  std::vector<Suppression> found;
  for (const dockerfile::Directive& directive : file.directives) {
    if (directive.name.text != "check") continue;
    Suppression result;
    result.tool = "BuildKit";
    result.reach = Reach::file;
    result.span = directive.span;
    result.can_have_reason = false;
    const auto place = [&](std::string_view part) {
      const auto begin = directive.value.span.begin + static_cast<uint32_t>(part.data() - directive.value.text.data());
      return Span{begin, begin + static_cast<uint32_t>(part.size())};
    };
    read_check_value(directive.value.text, place, result);
    if (!result.names.empty() || !result.all_of.empty()) found.push_back(std::move(result));
  }
  for (const dockerfile::Comment& comment : file.comments) read_comment(comment.text, comment.span.begin, found);
  Scopes scopes(file);
  for (Suppression& each : found) {
    each.scope = scopes.of(each);
    // A directive below would be in force without the comment above it.
    const uint32_t behind = file.source->line_of(each.span.begin) + 1;
    const bool shields = !file.instructions.empty() && each.span.begin < file.instructions.front()->span.begin &&
                         behind <= file.source->line_count() &&
                         file.source->text(file.source->line(behind)).starts_with('#');
    if (each.ours() && !shields) each.removal = removal_of(each.span, *file.source);
  }
  add_script_comments(file, found);
  finish_suppressions(found, today);
  return found;
}

}  // namespace plimsoll
