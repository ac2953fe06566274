// The rules that run on a file, as the configuration and the command line leave them, in buckets by kind of node.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config.h"
#include "context.h"
#include "rule.h"

namespace plimsoll::shell {
struct Command;
}
namespace plimsoll::kubernetes {
struct Object;
}

namespace plimsoll {

// What the command line says; it wins over the configuration.
struct Selection {
  std::string profile;                        // empty: that of the configuration
  std::vector<const RegisteredRule*> select;  // empty: by profile; else only these
  std::vector<const RegisteredRule*> ignore;
  // Of a rule whose findings have codes, here and in `select` and `ignore` of those only: "SC2086".
  std::vector<std::string> select_codes, ignore_codes;
  std::optional<int64_t> kubernetes_version;  // the minor number; nothing: the newest
  bool require_reason = false;  // a suppression without a reason is a warning at least, whatever else is selected
};

class RuleSet {
 public:
  // `overrides`: those of the configuration that hold for the file or for objects in it (Config::overrides_for).
  RuleSet(const Config& config, const Selection& selection, std::vector<const Override*> overrides = {});
  ~RuleSet();
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  // Calls the rules registered for the node's kind.
  template <class Node>
  void visit(const Node& node, const Source& source, std::vector<Finding>& sink) const {
    for (const auto& [run, rule] : buckets_[static_cast<size_t>(Node::kind)]) {
      Context ctx(source, *rule, sink);
      run(&node, ctx);
    }
  }
  // The same for many nodes, rule by rule: the code of one rule stays at hand for all of them.
  template <class Node>
  struct Visited {
    const std::vector<const Node*>* nodes;  // of one file
    const Source* source;
    std::vector<Finding>* sink;
  };
  template <class Node>
  void visit_all(const std::vector<Visited<Node>>& files) const {
    for (const auto& [run, rule] : buckets_[static_cast<size_t>(Node::kind)]) {
      for (const auto& [nodes, source, sink] : files) {
        if (nodes->empty()) continue;
        Context ctx(*source, *rule, *sink);
        for (const Node* node : *nodes) run(node, ctx);
      }
    }
  }
  // Calls the rules that want to see what that program does, rule by rule as well.
  template <class Node>
  struct Use {
    const Node* node;
    const Source* source;
    std::vector<Finding>* sink;
  };
  template <class Node>
  void visit_program(std::string_view program, const std::vector<Use<Node>>& uses) const {
    const auto& calls = by_program_[static_cast<size_t>(Node::kind)];
    const auto found = calls.find(program);
    if (found == calls.end()) return;
    for (const auto& [run, rule] : found->second) {
      for (const auto& [node, source, sink] : uses) {
        Context ctx(*source, *rule, *sink);
        run(node, ctx);
      }
    }
  }
  // Calls those that want the programs that run a command, or assignments before it.
  void visit_surroundings(const shell::Command& command, const Source& source, std::vector<Finding>& sink) const;
  // Some rule asks for nodes of this kind, so it is worth making them.
  bool wants(NodeKind kind) const {
    return !buckets_[static_cast<size_t>(kind)].empty() || !by_program_[static_cast<size_t>(kind)].empty();
  }
  // What becomes of findings with that code: nothing if they are switched off, else the severity that was set for it.
  struct CodeSetting {
    bool off = false;
    std::optional<Severity> severity;
  };
  CodeSetting setting_of(std::string_view code) const;
  // What no rule about Kubernetes judges.
  const Exemptions& exempt() const { return exempt_; }
  // Only what spec.os.name says makes a pod one of Windows.
  bool windows_by_os_name() const { return windows_by_os_name_; }
  // The rules that are silent where this one speaks.
  const std::vector<const RegisteredRule*>& replaced_by(const RegisteredRule* rule) const;
  // The rules for one object of a manifest: these, or others where overrides single it out. May be called from several
  // threads; the configuration must still be there.
  const RuleSet& of(const kubernetes::Object& object) const;
  bool knows_objects() const { return objects_ != nullptr; }
  const std::map<std::string, std::string, std::less<>>& build_args() const { return build_args_; }
  // By the image that they build: absolute paths.
  const std::map<std::string, std::string, std::less<>>& dockerfiles() const { return dockerfiles_; }
  const std::vector<PodTemplate>& pod_templates() const { return pod_templates_; }
  // The rule runs, nullptr if not.
  const ActiveRule* active(const RegisteredRule* rule) const;

 private:
  struct Call {
    void (*run)(const void*, Context&);
    const ActiveRule* rule;
  };
  struct ForObjects;
  RuleSet() = default;
  void add_rules(const Config& config, const Selection& selection, const std::vector<const Override*>& overrides);

  std::unique_ptr<ForObjects> objects_;  // nullptr: no override is for objects
  std::map<std::string, std::string, std::less<>> build_args_;
  std::map<std::string, std::string, std::less<>> dockerfiles_;
  std::vector<PodTemplate> pod_templates_;
  std::map<std::string, CodeSetting, std::less<>> codes_;
  std::unordered_map<const RegisteredRule*, std::vector<const RegisteredRule*>> replaced_;
  Exemptions exempt_;
  bool windows_by_os_name_ = false;
  bool only_codes_ = false;        // those of `codes_` that are not off
  std::vector<ActiveRule> rules_;  // sorted by name, as the table is
  std::array<std::vector<Call>, kNodeKinds> buckets_;
  std::array<std::unordered_map<std::string_view, std::vector<Call>>, kNodeKinds> by_program_;
};

}  // namespace plimsoll
