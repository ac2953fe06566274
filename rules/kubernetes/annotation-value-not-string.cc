#include <algorithm>
#include <cctype>

#include "context.h"
#include "kubernetes/label_syntax.h"
#include "kubernetes/quotes.h"
#include "kubernetes/schema.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// What the API server takes for all annotations of an object together.
constexpr size_t kMostBytes = 256 * 1024;

void check(const Value& annotations, Context& ctx) {
  size_t bytes = 0;
  for (const auto& [key, value] : annotations.entries()) {
    if (key.templated()) continue;
    bytes += key.string().size() + value.string().size();
    // In any letter case, other than labels.
    std::string small(key.string());
    std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
    if (const std::string problem = label_key_problem(small); !problem.empty())
      ctx.report(key.span(), "'{}' is no key of an annotation: {}", key.string(), problem);
    // In a patch null takes the annotation away.
    if (value.missing() && value.node()->partial) continue;
    if (value.templated() || value.is_string()) continue;
    Report report =
        ctx.report(value.span(), "annotation '{}' wants a string, and this is {}", key.string(), describe(value));
    if (lacks_quotes(value)) quote(report, value, ctx.source());
  }
  if (bytes > kMostBytes)
    ctx.report(annotations.key_span(), "the annotations have {} bytes, and an object may have {}", bytes, kMostBytes);
}

}  // namespace

extern constinit const Rule annotation_value_not_string = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"implicit-yaml-type", "schema-violation"},
    .check = {[](const Object& object, Context& ctx) {
                check(object.metadata["annotations"], ctx);
                const Value spec = object["spec"];
                check(spec["jobTemplate"]["metadata"]["annotations"], ctx);
                for (const Value& claim : spec["volumeClaimTemplates"].items())
                  check(claim["metadata"]["annotations"], ctx);
              },
              [](const Workload& workload, Context& ctx) {
                // The pod template of a Pod is the object itself.
                if (workload.pod_metadata.node() != workload.object->metadata.node())
                  check(workload.pod_metadata["annotations"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
