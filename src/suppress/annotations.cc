#include "suppress/annotations.h"

#include <unordered_set>

#include "kubernetes/edit.h"
#include "suppress/comment.h"
#include "suppress/text.h"

namespace plimsoll {
namespace {

using kubernetes::Value;

class AnnotationReader {
 public:
  AnnotationReader(const Source& source, std::vector<Suppression>& found) : source_(source), found_(found) {}

  void read(const Value& metadata, Span object) {
    const Value annotations = metadata["annotations"];
    // What an alias repeats without end is read where it is written.
    if (!annotations.is_map() || annotations.use_span() != annotations.span()) return;
    if (!seen_.insert(annotations.node()).second) return;
    for (const auto& entry : annotations.node()->entries) {
      const Value key(entry.key), value(entry.value);
      const std::string_view name = key.string();
      if (!value.is_scalar() || value.templated() || name.find('/') == name.npos) continue;
      object_ = object;
      key_ = key;
      value_ = value;
      if (name == "plimsoll/allow") {
        own(metadata);
      } else if (!kube_linter(name) && !polaris(name) && !checkov(name) && name == "kube-score/ignore") {
        kube_score();
      }
    }
  }

 private:
  Suppression& add(std::string_view tool) {
    Suppression& result = found_.emplace_back();
    result.tool = tool;
    result.annotation = true;
    result.reach = Suppression::Reach::object;
    result.span = join(key_.span(), value_.span());
    result.scope = object_;
    return result;
  }

  void own(const Value& metadata) {
    Suppression& result = add(Suppression::kOurs);
    const MappedText text = value_.mapped(source_);
    // The names are views of the tree, not of the copy that knows the places.
    const std::string_view written = value_.string();
    const auto place = [&](std::string_view part) {
      if (text.text() != written) return value_.span();
      return text.span(text.text().substr(static_cast<size_t>(part.data() - written.data()), part.size()));
    };
    read_allowance(written, place, result);
    if (const auto edit = kubernetes::erase(metadata, {"annotations", key_.string()}, source_);
        edit && edit->text.empty()) {
      result.removal = edit->span;
    }
  }

  Locate whole_value() const {
    return [span = value_.span()](std::string_view) { return span; };
  }

  bool kube_linter(std::string_view name) {
    constexpr std::string_view kCheck = "ignore-check.kube-linter.io/";
    const bool all = name == "kube-linter.io/ignore-all";
    if (!all && !name.starts_with(kCheck)) return false;
    Suppression& result = add("kube-linter");
    result.reason = trim(value_.string());
    if (all) {
      result.all_of = "kube-linter";
    } else {
      add_name(result, "kube-linter", name.substr(kCheck.size()), whole_value());
    }
    return true;
  }

  bool polaris(std::string_view name) {
    constexpr std::string_view kHead = "polaris.fairwinds.com/", kTail = "-exempt";
    if (!take(name, kHead)) return false;
    if (!value_.is("true") && !value_.is("True") && !value_.is("TRUE") && !value_.is(true)) return true;
    if (name != "exempt" && !name.ends_with(kTail)) return true;
    Suppression& result = add("Polaris");
    result.can_have_reason = false;
    if (name == "exempt") {
      result.all_of = "polaris";
    } else {
      add_name(result, "polaris", name.substr(0, name.size() - kTail.size()), whole_value());
    }
    return true;
  }

  bool checkov(std::string_view name) {
    if (!take(name, "checkov.io/skip") && !take(name, "bridgecrew.io/skip") && !take(name, "cortex.io/skip"))
      return false;
    const std::string_view text = value_.string();
    const size_t equals = text.find('=');
    Suppression& result = add("Checkov");
    if (equals != text.npos) result.reason = trim(text.substr(equals + 1));
    if (const std::string_view id = trim(text.substr(0, equals)); id.starts_with("CKV")) {
      add_name(result, "checkov", id, whole_value());
    } else {
      result.malformed = "the form is 'CKV_K8S_16=reason'";
      result.malformed_span = value_.span();
    }
    return true;
  }

  void kube_score() {
    Suppression& result = add("kube-score");
    result.can_have_reason = false;
    std::string_view list = value_.string();
    while (!list.empty()) {
      if (const std::string_view id = take_until(list, ','); !id.empty()) {
        add_name(result, "kube-score", id, whole_value());
      }
    }
  }

  const Source& source_;
  std::vector<Suppression>& found_;
  std::unordered_set<const kubernetes::Node*> seen_;
  Span object_;
  Value key_, value_;
};

}  // namespace

void add_annotations(const kubernetes::Manifest& manifest, std::vector<Suppression>& found) {
  AnnotationReader reader(*manifest.source, found);
  for (size_t i = 0; i < manifest.objects.size(); ++i) {
    const kubernetes::Object& object = manifest.objects[i];
    const bool alone = object.root == object.document->value();
    const Span scope = alone ? object.document->span : object.root.span();
    reader.read(object.metadata, scope);
    for (const kubernetes::Workload& workload : manifest.workloads[i]) {
      if (workload.pod_metadata != object.metadata) reader.read(workload.pod_metadata, scope);
    }
  }
}

}  // namespace plimsoll
