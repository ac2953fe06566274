#include <optional>

#include "context.h"
#include "kubernetes/tiller.h"

namespace plimsoll::kubernetes {
namespace {

std::optional<Value> address_of(const Container& container) {
  std::optional<Value> address;
  bool next = false;
  for (const char* list : {"command", "args"}) {
    for (const Value& word : container[list].items()) {
      // Also in the middle of the script of a shell.
      if (next || word.string().find("-listen=") != std::string_view::npos) address = word;
      next = word.is("--listen") || word.is("-listen");
    }
  }
  return address;
}

bool is_local(std::string_view address) {
  if (const size_t flag = address.find("-listen="); flag != address.npos) address.remove_prefix(flag + 8);
  return address.starts_with("localhost:") || address.starts_with("127.0.0.1:") || address.starts_with("[::1]:");
}

}  // namespace

extern constinit const Rule tiller_listens_on_cluster_network = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_45", "kics:Tiller Deployment Is Accessible From Within The Cluster",
                "kics:e17fa86a-6222-4584-a914-56e8f6c87e06"},
    .check =
        [](const Container& container, Context& ctx) {
          if (!is_tiller_image(container["image"])) return;
          const auto address = address_of(container);
          if (address && (address->templated() || is_local(address->string()))) return;
          if (!address && (container["args"].templated() || container["command"].templated())) return;
          const Value args = container["args"].missing() ? container["command"] : container["args"];
          ctx.report(args.missing() ? container.place() : args.key_span(),
                     "Tiller listens to the whole cluster; '--listen=localhost:44134' keeps it in its pod");
        },
};

}  // namespace plimsoll::kubernetes
