#include "check.h"

#include "dockerfile/model.h"
#include "kubernetes/manifest.h"
#include "memo.h"
#include "shell/install.h"

namespace plimsoll {
namespace {

class Checker {
 public:
  Checker(const Source& source, const RuleSet& rules, std::vector<Finding>& findings)
      : source_(source), rules_(rules), findings_(findings) {}

  template <class Node>
  void visit(const Node& node) {
    rules_.visit(node, source_, findings_);
  }

  void check(const dockerfile::File& file, const dockerfile::Model& model) {
    visit(file);
    for (const auto& stage : model.stages()) visit(*stage);
    for (const auto& instruction : file.instructions) check(*instruction);
  }

  void check(const kubernetes::Manifest& manifest) {
    visit(manifest);
    for (const auto& document : manifest.documents) visit(*document);
    for (const kubernetes::Object& object : manifest.objects) visit(object);
    for (const auto& workloads : manifest.workloads) {
      for (const kubernetes::Workload& workload : workloads) {
        visit(workload);
        for (const kubernetes::Container& container : workload.containers) visit(container);
      }
    }
  }

 private:
  void check(const dockerfile::Instruction& instruction) {
    using namespace dockerfile;
    visit(instruction);
    switch (instruction.keyword) {
      case Keyword::from:
        visit(static_cast<const From&>(instruction));
        break;
      case Keyword::run:
        visit(static_cast<const Run&>(instruction));
        break;
      case Keyword::cmd:
        visit(static_cast<const Cmd&>(instruction));
        break;
      case Keyword::label:
        visit(static_cast<const Label&>(instruction));
        break;
      case Keyword::maintainer:
        visit(static_cast<const Maintainer&>(instruction));
        break;
      case Keyword::expose:
        visit(static_cast<const Expose&>(instruction));
        break;
      case Keyword::env:
        visit(static_cast<const Env&>(instruction));
        break;
      case Keyword::add:
        visit(static_cast<const Add&>(instruction));
        break;
      case Keyword::copy:
        visit(static_cast<const Copy&>(instruction));
        break;
      case Keyword::entrypoint:
        visit(static_cast<const Entrypoint&>(instruction));
        break;
      case Keyword::volume:
        visit(static_cast<const Volume&>(instruction));
        break;
      case Keyword::user:
        visit(static_cast<const User&>(instruction));
        break;
      case Keyword::workdir:
        visit(static_cast<const Workdir&>(instruction));
        break;
      case Keyword::arg:
        visit(static_cast<const Arg&>(instruction));
        break;
      case Keyword::stopsignal:
        visit(static_cast<const Stopsignal&>(instruction));
        break;
      case Keyword::healthcheck:
        visit(static_cast<const Healthcheck&>(instruction));
        break;
      case Keyword::shell:
        visit(static_cast<const dockerfile::Shell&>(instruction));
        break;
      case Keyword::unknown:
        visit(static_cast<const Unknown&>(instruction));
        break;
      case Keyword::onbuild: {
        const auto& onbuild = static_cast<const Onbuild&>(instruction);
        visit(onbuild);
        if (onbuild.trigger) check(*onbuild.trigger);
        break;
      }
    }
    for (const shell::Script* script : instruction.scripts) check(*script);
  }

  void check(const shell::Script& script) {
    visit(script);
    for (const shell::Command& command : script.commands) {
      rules_.visit(command, command.base, source_, findings_);
      if (rules_.wants(NodeKind::download)) {
        if (const auto download = shell::download_of(command)) {
          rules_.visit(*download, command.base, source_, findings_);
        }
      }
      if (!rules_.wants(NodeKind::manager_call) && !rules_.wants(NodeKind::install)) continue;
      const auto call = shell::manager_call(command);
      if (!call) continue;
      rules_.visit(*call, call->manager, source_, findings_);
      if (const auto install = shell::install_of(*call)) rules_.visit(*install, call->manager, source_, findings_);
    }
  }

  const Source& source_;
  const RuleSet& rules_;
  std::vector<Finding>& findings_;
};

}  // namespace

void check(const dockerfile::File& file, const dockerfile::Model& model, const RuleSet& rules,
           std::vector<Finding>& findings) {
  const MemoScope memory;
  Checker(*file.source, rules, findings).check(file, model);
}

void check(const kubernetes::Manifest& manifest, const RuleSet& rules, std::vector<Finding>& findings) {
  Checker(*manifest.source, rules, findings).check(manifest);
}

}  // namespace plimsoll
