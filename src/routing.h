// The Gateway API across a run: which listeners of Gateways the routes are attached to, and what the ReferenceGrants
// let objects refer to in other namespaces.
//
// Where the run cannot know, a route is neither attached for sure nor refused, and what is referred to is granted.
#pragma once

#include <optional>
#include <vector>

#include "project_index.h"

namespace plimsoll {

// Why no listener of a Gateway takes a route.
struct Refusal {
  enum class Reason : uint8_t { name, port, kind, space, hostname } reason;
  const ObjectSummary* gateway;
  const kubernetes::Listener* listener;  // the only one that came into question; nullptr: there are others
};
struct Attachment {
  const kubernetes::Listener* listener;
  bool certain;  // else it may be attached
};

class Routing {
 public:
  explicit Routing(const Project& project) : project_(project) {}

  // Nothing where a listener takes it, or may do so, and where the Gateway is not there, or there are several.
  std::optional<Refusal> refusal(const ObjectSummary& route, const kubernetes::ParentSummary& parent);
  std::vector<Attachment> attachments(const ObjectSummary& route, const kubernetes::ParentSummary& parent);

 private:
  const Project& project_;
  size_t tests_left_ = 100'000;  // of selectors; then nothing is known of them
};

// Some request could be for both routes.
bool share_hostname(const kubernetes::RoutingSummary& one, const kubernetes::RoutingSummary& other);

// A reference into another namespace that has its target, and no ReferenceGrant that lets it.
struct Ungranted {
  const ObjectSummary* object;
  const kubernetes::Reference* reference;
  const ObjectSummary* target;
  const ObjectSummary* grant;  // one that is for something else; nullptr: there is none
};
std::vector<Ungranted> ungranted(const Project& project, kubernetes::Field field);
void report_ungranted(const Project& project, kubernetes::Field field, std::string_view consequence, Context& ctx);

}  // namespace plimsoll
