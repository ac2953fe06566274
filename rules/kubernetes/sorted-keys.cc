#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "context.h"
#include "kubernetes/reorder.h"
#include "kubernetes/value.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> recursive{"recursive", "mappings below the top count too", true};

bool is_before(const Node::Entry& a, const Node::Entry& b) { return a.key->text < b.key->text; }

// The first key that stands behind a greater one, after that one.
std::optional<std::pair<const Node*, const Node*>> first_late(const Node& map) {
  const Node* last = nullptr;
  for (const Node::Entry& entry : map.entries) {
    if (entry.key->kind != Node::Kind::scalar) return std::nullopt;
    if (Value(entry.key).is_merge_key()) continue;
    if (last && entry.key->text < last->text) return std::pair{last, entry.key};
    last = entry.key;
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule sorted_keys = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kube-linter:sorted-keys"},
    .options = {&recursive},
    .check =
        [](const Document& document, Context& ctx) {
          std::vector<const Node*> maps;
          for (const Node& node : document.nodes) {
            if (node.kind == Node::Kind::map && (ctx[recursive] || &node == document.root)) maps.push_back(&node);
          }
          std::sort(maps.begin(), maps.end(),
                    [](const Node* a, const Node* b) { return a->span.begin < b->span.begin; });
          const bool movable = has_movable_entries(document, ctx.source());
          uint32_t mended = 0;  // up to here by the fix of an outer mapping
          for (const Node* map : maps) {
            const auto late = first_late(*map);
            if (!late) continue;
            Report report = ctx.report(late->second->span, "key '{}' should stand before '{}'", late->second->text,
                                       late->first->text);
            if (!movable || map->span.begin < mended) continue;
            auto edit = reorder(*map, is_before, ctx[recursive], ctx.source());
            if (!edit) continue;
            mended = map->span.end;
            report.suggest("sort the keys", *std::move(edit));
          }
        },
};

}  // namespace plimsoll::kubernetes
