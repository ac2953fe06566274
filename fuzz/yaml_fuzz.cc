// Any bytes as a YAML file: reading must neither crash nor hang, and every span must lie inside of the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kubernetes/classify.h"
#include "kubernetes/parse.h"
#include "kubernetes/workload.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plimsoll;
  const Source source("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  const Span whole{0, static_cast<uint32_t>(size)};
  auto check = [](bool holds) {
    if (!holds) std::abort();
  };
  kubernetes::classify(source);
  for (const auto& document : kubernetes::parse(source)) {
    check(whole.contains(document->span));
    check(!document->problem || whole.contains(document->problem->span));
    for (const kubernetes::Comment& comment : document->comments) check(whole.contains(comment.span));
    for (const kubernetes::Node& node : document->nodes) {
      check(node.span.begin <= node.span.end && whole.contains(node.span));
      if (node.kind == kubernetes::Node::Kind::scalar) kubernetes::Value(&node).mapped(source);
    }
    kubernetes::dump(*document, true);
    for (const kubernetes::Object& object : kubernetes::objects_of(*document)) kubernetes::workloads_of(object);
  }
  return 0;
}
