#include "fix.h"

#include <algorithm>
#include <set>

namespace plimsoll {
namespace {

// Edits accepted so far, by place; none overlaps another.
class Accepted {
 public:
  using Edit = Diagnostic::Edit;

  bool add(const std::vector<Edit>& edits) {
    for (const Edit& edit : edits) {
      if (clashes(edit)) return false;
    }
    for (const Edit& edit : edits) edits_.insert(&edit);
    return true;
  }

  std::string apply(std::string_view text) const {
    std::string result;
    size_t at = 0;
    for (const Edit* edit : edits_) {
      result += text.substr(at, edit->region.begin - at);
      result += edit->text;
      at = edit->region.end;
    }
    result += text.substr(at);
    return result;
  }

 private:
  struct ByPlace {
    bool operator()(const Edit* a, const Edit* b) const {
      if (a->region.begin != b->region.begin) return a->region.begin < b->region.begin;
      return a->region.end < b->region.end;
    }
  };

  // Another edit touches the same bytes, unless it is the very same.
  bool clashes(const Edit& edit) const {
    auto next = edits_.lower_bound(&edit);
    if (next != edits_.end()) {
      if ((*next)->region == edit.region) return (*next)->text != edit.text;
      if ((*next)->region.begin < edit.region.end || (*next)->region.begin == edit.region.begin) return true;
    }
    return next != edits_.begin() && (*std::prev(next))->region.end > edit.region.begin;
  }

  std::set<const Edit*, ByPlace> edits_;
};

}  // namespace

Fixed apply_fixes(std::string_view text, const std::vector<Diagnostic>& diagnostics, bool unsafe) {
  Accepted accepted;
  Fixed result;
  for (const Diagnostic& diagnostic : diagnostics) {
    auto fix = std::find_if(diagnostic.fixes.begin(), diagnostic.fixes.end(),
                            [&](const Diagnostic::Fix& each) { return each.safe || unsafe; });
    if (fix == diagnostic.fixes.end()) continue;
    ++(accepted.add(fix->edits) ? result.applied : result.left);
  }
  result.text = accepted.apply(text);
  return result;
}

}  // namespace plimsoll
