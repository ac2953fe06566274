#include <string_view>
#include <unordered_map>

#include "context.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

extern constinit const Rule duplicate_key = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"yamllint:key-duplicates", "kubeconform:strict"},
    .check =
        [](const Document& document, Context& ctx) {
          for (const Node& node : document.nodes) {
            std::unordered_map<std::string_view, const Node*> first;
            for (const Node::Entry& entry : node.entries) {
              const Value key(entry.key);
              if (!key.is_scalar() || key.is_merge_key()) continue;
              const auto [known, fresh] = first.try_emplace(key.string(), entry.key);
              if (fresh) continue;
              const bool joined = &node == document.root && (key.is("apiVersion") || key.is("kind"));
              ctx.report(key.span(), "key '{}' stands twice in this mapping, and the first is ignored{}", key.string(),
                         joined ? "; is a '---' missing between two objects?" : "")
                  .note(known->second->span, "the first one");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
