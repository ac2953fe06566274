#include "lint_file.h"

#include <algorithm>
#include <map>
#include <set>

#include "check.h"
#include "diagnose.h"
#include "dockerfile/build_context.h"
#include "dockerfile/model.h"
#include "dockerfile/parse.h"
#include "dockerfile/templated.h"
#include "image.h"
#include "kubernetes/classify.h"
#include "kubernetes/exempt.h"
#include "kubernetes/manifest.h"
#include "kubernetes/parse.h"
#include "kubernetes/secret_data.h"
#include "kubernetes/template_home.h"
#include "shell/parse.h"
#include "shell/shellcheck.h"
#include "suppress/suppression.h"

namespace plimsoll {
namespace {

bool by_place(const Finding& a, const Finding& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.rule != b.rule) return a.rule < b.rule;  // the table is sorted by name
  if (a.span.end != b.span.end) return a.span.end < b.span.end;
  return a.message < b.message;
}

bool same_news(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.span == b.span && a.message == b.message;
}

// A finding with the rules that it speaks for.
struct Spoken {
  Finding finding;
  std::vector<const RegisteredRule*> replaced;

  std::vector<const RegisteredRule*> answers_to() const {
    std::vector<const RegisteredRule*> all{finding.rule};
    all.insert(all.end(), replaced.begin(), replaced.end());
    return all;
  }
};

// Where the rules that a finding replaces are silent.
Span spot_of(const Finding& finding) { return finding.covered.empty() ? finding.span : finding.covered; }

// Leaves out what a more precise rule says on the same spot: where one span holds the other.
std::vector<Spoken> replace(std::vector<Finding> findings, const RuleSet& rules) {
  std::map<const RegisteredRule*, std::vector<size_t>> by_rule;  // indices, in order of place
  for (size_t i = 0; i < findings.size(); ++i) by_rule[findings[i].rule].push_back(i);
  std::vector<std::vector<const RegisteredRule*>> replaced(findings.size());
  std::vector<bool> dropped(findings.size());
  for (size_t i = 0; i < findings.size(); ++i) {
    const Span spot = spot_of(findings[i]);
    // One alias may put any number of findings on one spot.
    if (i > 0 && findings[i - 1].rule == findings[i].rule && spot_of(findings[i - 1]) == spot) {
      replaced[i] = replaced[i - 1];
      continue;
    }
    for (const RegisteredRule* less_precise : rules.replaced_by(findings[i].rule)) {
      const auto rows = by_rule.find(less_precise);
      if (rows == by_rule.end()) continue;
      const std::vector<size_t>& others = rows->second;
      // From the last one that begins before the spot on.
      auto at = std::lower_bound(others.begin(), others.end(), spot.begin,
                                 [&](size_t other, uint32_t begin) { return findings[other].span.begin < begin; });
      if (at != others.begin()) --at;
      bool any = false;
      for (; at != others.end() && findings[*at].span.begin <= spot.end; ++at) {
        const Span other = findings[*at].span;
        if (!spot.contains(other) && !other.contains(spot)) continue;
        any = dropped[*at] = true;
      }
      if (any) replaced[i].push_back(rows->first);
    }
  }
  std::vector<Spoken> result;
  for (size_t i = 0; i < findings.size(); ++i) {
    if (dropped[i]) continue;
    std::sort(replaced[i].begin(), replaced[i].end());
    replaced[i].erase(std::unique(replaced[i].begin(), replaced[i].end()), replaced[i].end());
    result.push_back({std::move(findings[i]), std::move(replaced[i])});
  }
  return result;
}

class FileLinter {
 public:
  FileLinter(Input input, const RuleSet& rules, const LintOptions& options, const kubernetes::CustomSchemas& schemas,
             LintedFile& out)
      : source_(std::move(input.path), std::move(input.text)),
        on_disk_(input.on_disk),
        overlay_(std::move(input.overlay)),
        rules_(rules),
        options_(options),
        schemas_(schemas),
        out_(out) {}

  const Source& source() const { return source_; }

  // False: there is nothing to check.
  bool read_dockerfile() {
    file_ = dockerfile::parse(source_);
    if (std::string why = dockerfile::why_templated(*file_); !why.empty()) {
      skip(std::move(why));
      return false;
    }
    dockerfile::ModelOptions model_options;
    for (const auto& [name, value] : rules_.build_args()) model_options.build_args[name] = value;
    for (const auto& [name, value] : options_.build_args) model_options.build_args[name] = value;
    if (on_disk_) context_ = dockerfile::BuildContext(*file_, source_.path());
    model_options.context = &context_;
    model_.emplace(*file_, std::move(model_options));
    for (const auto& instruction : file_->instructions) add_scripts(*instruction);
    if (!options_.shellcheck.empty() && rules_.wants(NodeKind::shell_comment)) {
      std::vector<const shell::Script*> all;
      for (const auto& script : scripts_) all.push_back(script.get());
      shellcheck_.emplace(options_.shellcheck, std::move(all), source_);
    }
    return true;
  }

  CheckedFile checked() { return {file_.get(), &*model_, &findings_}; }

  // After the rules.
  void finish_dockerfile() {
    if (shellcheck_) add_comments(*shellcheck_);
    out_.summary = std::make_unique<FileSummary>();
    out_.summary->image = std::make_unique<dockerfile::ImageSummary>(dockerfile::summarize(*model_));
    out_.summary->hidden = HiddenSpans(findings_);
    for (const auto& instruction : file_->instructions) {
      if (instruction->keyword != dockerfile::Keyword::from) continue;
      const auto& from = static_cast<const dockerfile::From&>(*instruction);
      within_.add({from.span.begin, UINT32_MAX}, name_of(from));
    }
    finish(*file_);
  }

  void build_script() {
    out_.result.status = FileResult::Status::not_ours;
    out_.summary = std::make_unique<FileSummary>();
    out_.summary->built = built_images_in(source_.text(), source_.path());
  }

  void manifest() {
    const kubernetes::Classification found = kubernetes::classify(source_);
    switch (found.kind) {
      case kubernetes::FileKind::manifest:
      case kubernetes::FileKind::kustomization:
        break;
      case kubernetes::FileKind::helm_template:
      case kubernetes::FileKind::other_template:
        out_.summary = std::make_unique<FileSummary>();
        out_.summary->unnamed.emplace_back();  // it may be any object
        return skip(std::string(found.reason));
      case kubernetes::FileKind::other:
        if (is_build_file_name(source_.path())) {
          out_.summary = std::make_unique<FileSummary>();
          for (const auto& document : kubernetes::parse(source_)) {
            for (BuiltImage& built : built_images_of(*document, source_.path()))
              out_.summary->built.push_back(std::move(built));
          }
        }
        if (overlay_.patch) out_.summary = std::make_unique<FileSummary>(summarize_patch(source_));
        out_.result.status = FileResult::Status::not_ours;
        return;
    }
    std::vector<kubernetes::TemplateHome> homes;
    for (const PodTemplate& each : rules_.pod_templates()) homes.push_back({each.group, each.kind, each.path});
    kubernetes::Manifest manifest = kubernetes::read_manifest(source_, overlay_, homes);
    manifest.custom_schemas = &schemas_;
    if (rules_.windows_by_os_name()) {
      for (auto& workloads : manifest.workloads) {
        for (kubernetes::Workload& workload : workloads) workload.windows = workload["os"]["name"].is("windows");
      }
    }
    auto removed = remove_exempt(manifest);
    check(manifest, rules_, findings_, rules_of_objects(manifest));
    std::erase_if(findings_, [&](Finding& finding) {
      const RuleSet* own = out_.rules_at(finding.span.begin);
      return own && !judge(*own, finding);
    });
    for (auto& [workload, containers] : removed) workload->containers = std::move(containers);
    secrets_ = kubernetes::secrets_in(manifest);
    out_.summary = std::make_unique<FileSummary>(summarize(manifest, overlay_, HiddenSpans(findings_, secrets_)));
    for (const kubernetes::Object& object : manifest.objects) {
      within_.add(object.document->value() == object.root ? object.document->span : object.root.span(),
                  fmt::format("{}/{}/{}", object.kind_name, object.namespace_, object.name));
    }
    finish(manifest);
  }

 private:
  // A stage goes by its name, else by its image, whose next version does not make another stage of it.
  static std::string name_of(const dockerfile::From& from) {
    if (from.stage_name) return std::string(from.stage_name->text);
    return from.image ? std::string(split_image(from.image->text).repository) : std::string();
  }

  // Those of each object, where overrides single out any.
  std::vector<const RuleSet*> rules_of_objects(const kubernetes::Manifest& manifest) {
    std::vector<const RuleSet*> own;
    if (!rules_.knows_objects()) return own;
    // So many that a stranger cannot make us keep a set for each of a million objects.
    constexpr size_t kMostSets = 64;
    std::set<const RuleSet*> all;
    for (const kubernetes::Object& object : manifest.objects) {
      const RuleSet* rules = all.size() > kMostSets ? &rules_ : &rules_.of(object);
      own.push_back(rules);
      if (rules == &rules_) continue;
      if (all.insert(rules).second && all.size() > kMostSets) {
        out_.result.incomplete = "its objects need too many different sets of rules, so some overrides were left out";
      }
      out_.special.push_back({span_of(object), rules});
    }
    std::sort(out_.special.begin(), out_.special.end(),
              [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    return own;
  }

  static Span span_of(const kubernetes::Object& object) {
    return object.root == object.document->value() ? object.document->span : object.root.span();
  }

  // What the rules of the object say of a finding of a rule that looks at more than objects. False: nothing.
  static bool judge(const RuleSet& own, Finding& finding) {
    const ActiveRule* rule = own.active(finding.rule);
    if (rule && rule->severity_set) finding.severity = rule->severity;
    return rule != nullptr;
  }

  // Takes exempt containers out of their workloads. Gives back the containers that these had, as what other files say
  // of them does not change.
  std::vector<std::pair<kubernetes::Workload*, std::vector<kubernetes::Container>>> remove_exempt(
      kubernetes::Manifest& manifest) {
    const Exemptions& exempt = rules_.exempt();
    std::vector<std::pair<kubernetes::Workload*, std::vector<kubernetes::Container>>> removed;
    for (size_t i = 0; i < manifest.objects.size(); ++i) {
      if (is_exempt(manifest.objects[i], exempt)) {
        out_.exempt.push_back(span_of(manifest.objects[i]));
        continue;
      }
      for (kubernetes::Workload& workload : manifest.workloads[i]) {
        const size_t before = out_.exempt.size();
        for (const kubernetes::Container& container : workload.containers) {
          if (is_exempt(container, exempt)) out_.exempt.push_back(container.value.span());
        }
        if (out_.exempt.size() == before) continue;
        removed.emplace_back(&workload, workload.containers);
        std::erase_if(workload.containers, [&](const auto& container) { return is_exempt(container, exempt); });
      }
    }
    std::sort(out_.exempt.begin(), out_.exempt.end(), [](Span a, Span b) { return a.begin < b.begin; });
    return removed;
  }

  void skip(std::string why) {
    out_.result.status = FileResult::Status::skipped;
    out_.result.reason = std::move(why);
  }

  void add_scripts(dockerfile::Instruction& instruction) {
    const shell::Dialect dialect = model_->shell_at(instruction).dialect;
    if (instruction.keyword == dockerfile::Keyword::onbuild) {
      auto& trigger = static_cast<dockerfile::Onbuild&>(instruction).trigger;
      if (trigger) add_scripts(*trigger);
      return;
    }
    for (auto& script : shell::scripts_of(instruction, source_, dialect)) {
      instruction.scripts.push_back(script.get());
      scripts_.push_back(std::move(script));
    }
  }

  void add_comments(shell::Shellcheck& shellcheck) {
    for (shell::ShellComment& comment : shellcheck.comments()) {
      const RuleSet::CodeSetting setting = rules_.setting_of(comment.code);
      if (setting.off) continue;
      comment.severity = setting.severity.value_or(comment.severity);
      rules_.visit(comment, source_, findings_);
    }
    if (shellcheck.failed()) out_.result.incomplete = "shellcheck gave no answer, so what it would say is missing";
  }

  // `tree`: the file or the manifest.
  template <class Tree>
  void finish(const Tree& tree) {
    std::vector<Suppression> suppressions;
    if (options_.suppressions) suppressions = suppressions_of(tree, options_.today);
    if (options_.allow_reason) out_.comment_places = comment_places(tree, suppressions, *options_.allow_reason);
    within_.build();
    const HiddenSpans hidden(findings_, std::move(secrets_));
    Suppressor suppressor(suppressions);
    std::vector<Spoken> shown;
    filter(suppressor, shown);
    // Rules over the comments themselves come last, when it is known which were of use; they can be allowed as well.
    findings_.clear();
    suppressor.mark_used(suppressions);
    for (Suppression& suppression : suppressions) {
      for (Suppression::Name& name : suppression.names) {
        name.checked = std::any_of(name.rules.begin(), name.rules.end(), [&](const RegisteredRule* rule) {
          return rule->language != "project" && rules_.active(rule) && !crosses_files(*rule);
        });
      }
      rules_.visit(suppression, source_, findings_);
    }
    filter(suppressor, shown);
    if (!suppressions.empty()) out_.suppressor = std::make_unique<Suppressor>(std::move(suppressor));
    std::sort(shown.begin(), shown.end(),
              [](const Spoken& a, const Spoken& b) { return by_place(a.finding, b.finding); });
    std::vector<Diagnostic> diagnostics;
    diagnostics.reserve(shown.size());
    std::map<std::tuple<std::string, std::vector<std::string>, std::string>, std::vector<uint32_t>> conditions;
    for (Spoken& spoken : shown) {
      Finding& finding = spoken.finding;
      const std::string* within = within_.find(finding.span.begin);
      Diagnostic diagnostic = diagnose(finding, source_, hidden, within ? *within : "");
      diagnostic.replaced = std::move(spoken.replaced);
      if (options_.allow_reason) offer_comment(finding, out_.comment_places, diagnostic);
      if (!finding.unless.empty() || !finding.given.empty()) {
        conditions[{std::move(finding.unless), std::move(finding.given), std::move(finding.given_message)}].push_back(
            static_cast<uint32_t>(diagnostics.size()));
      }
      diagnostics.push_back(std::move(diagnostic));
    }
    number_fingerprints(diagnostics);
    out_.result.diagnostics = PackedDiagnostics(diagnostics);
    out_.conditions.reserve(conditions.size());
    for (auto& [terms, indices] : conditions)
      out_.conditions.push_back({std::get<0>(terms), std::get<1>(terms), std::get<2>(terms), std::move(indices)});
  }

  static bool crosses_files(const RegisteredRule& rule) {
    return std::any_of(rule.rule->check.begin(), rule.rule->check.end(),
                       [](const Check& check) { return check.kind == NodeKind::project; });
  }

  void filter(Suppressor& suppressor, std::vector<Spoken>& shown) {
    std::erase_if(findings_, [&](const Finding& finding) { return out_.exempts(finding.span.begin); });
    std::sort(findings_.begin(), findings_.end(), by_place);
    findings_.erase(std::unique(findings_.begin(), findings_.end(), same_news), findings_.end());
    for (Spoken& spoken : replace(std::move(findings_), rules_)) {
      if (suppressor.allows(spoken.answers_to(), spoken.finding.code, spoken.finding.span.begin)) {
        ++out_.result.suppressed;
      } else {
        shown.push_back(std::move(spoken));
      }
    }
  }

  const Source source_;
  bool on_disk_;
  const Overlay overlay_;
  const RuleSet& rules_;
  const LintOptions& options_;
  const kubernetes::CustomSchemas& schemas_;
  LintedFile& out_;
  // Of a Dockerfile.
  std::unique_ptr<dockerfile::File> file_;
  dockerfile::BuildContext context_;
  std::optional<dockerfile::Model> model_;
  std::vector<std::unique_ptr<shell::Script>> scripts_;
  std::optional<shell::Shellcheck> shellcheck_;
  std::vector<Finding> findings_;
  std::vector<Span> secrets_;   // of a manifest, whatever rules are on
  Nested<std::string> within_;  // the names of objects or stages, by where they stand
};

}  // namespace

bool LintedFile::exempts(uint32_t offset) const {
  const auto after = std::upper_bound(exempt.begin(), exempt.end(), offset,
                                      [](uint32_t at, const Span& span) { return at < span.begin; });
  return after != exempt.begin() && offset < std::prev(after)->end;
}

const RuleSet* LintedFile::rules_at(uint32_t offset) const {
  const auto after = std::upper_bound(special.begin(), special.end(), offset,
                                      [](uint32_t at, const Special& each) { return at < each.span.begin; });
  return after != special.begin() && offset < std::prev(after)->span.end ? std::prev(after)->rules : nullptr;
}

std::vector<LintedFile> lint_files(std::vector<Input> inputs, const RuleSet& rules, const LintOptions& options,
                                   const kubernetes::CustomSchemas& schemas) {
  std::vector<LintedFile> out(inputs.size());
  std::vector<std::unique_ptr<FileLinter>> linters;
  std::vector<FileLinter*> dockerfiles;
  std::vector<CheckedFile> checked;
  for (size_t i = 0; i < inputs.size(); ++i) {
    out[i].result.path = inputs[i].path;
    FileLinter& linter =
        *linters.emplace_back(std::make_unique<FileLinter>(std::move(inputs[i]), rules, options, schemas, out[i]));
    const Source& source = linter.source();
    FileKind kind = kind_by_name(source.path());
    if (kind == FileKind::unknown) kind = kind_by_content(source.text());
    switch (kind) {
      case FileKind::dockerfile:
        if (!linter.read_dockerfile()) break;
        dockerfiles.push_back(&linter);
        checked.push_back(linter.checked());
        break;
      case FileKind::manifest:
        linter.manifest();
        break;
      case FileKind::build_script:
        linter.build_script();
        break;
      case FileKind::unknown:
        out[i].result.status = FileResult::Status::not_ours;
        break;
    }
  }
  if (!checked.empty()) check(checked, rules);
  for (FileLinter* linter : dockerfiles) linter->finish_dockerfile();
  for (size_t i = 0; i < linters.size(); ++i) {
    if (options.keep_texts && !out[i].result.diagnostics.empty()) out[i].result.text = linters[i]->source().text();
  }
  return out;
}

}  // namespace plimsoll
