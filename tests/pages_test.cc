// Runs the examples of every rule's page.
//
// A block followed by a `report` block prints exactly that; a block not followed by one prints nothing; a `fixed` block
// is the file after its edits, fixes and suggestions alike; a `config` block holds for the next example, and the rules
// that it names run too. A block that names its path
// (```yaml path=b.yaml) joins the example before it; one with "no-final-newline" behind the language has no line break
// at its end. A `file` block (```file path=.dockerignore) lies in the folder of the next example, which is then on
// disk; without one nothing is known of the folder. With PLIMSOLL_BLESS=1 the report and fixed blocks are written
// instead.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "fix.h"
#include "kubernetes/parse.h"
#include "lint.h"
#include "output/output.h"
#include "own_folder.h"
#include "process.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

struct Block {
  std::string fence;     // what stands behind the backquotes: "dockerfile path=x"
  std::string language;  // its first word
  std::string text;
};

struct Example {
  std::vector<Input> files;
  std::vector<Input> beside;  // what lies in their folder
  std::string config;
  std::optional<std::string> report;  // as written in the page
  std::optional<std::string> fixed;
  size_t end = 0;  // index of the part behind the example's last file block
};

// A page as prose and blocks in turn.
struct Page {
  struct Part {
    std::string prose;  // lines outside of blocks
    std::optional<Block> block;
  };
  std::vector<Part> parts;

  explicit Page(std::string_view text) {
    parts.emplace_back();
    std::istringstream lines{std::string(text)};
    std::string line;
    bool inside = false;
    while (std::getline(lines, line)) {
      if (!inside && line.starts_with("```")) {
        Block block;
        block.fence = line.substr(3);
        block.language = block.fence.substr(0, block.fence.find(' '));
        parts.back().block = block;
        inside = true;
      } else if (inside && line == "```") {
        parts.emplace_back();
        inside = false;
      } else {
        (inside ? parts.back().block->text : parts.back().prose) += line + "\n";
      }
    }
  }

  std::string write() const {
    std::string text;
    for (const Part& part : parts) {
      text += part.prose;
      if (part.block) text += "```" + part.block->fence + "\n" + part.block->text + "```\n";
    }
    return text;
  }
};

bool is_source(const Block& block) {
  return block.language == "dockerfile" || block.language == "yaml" || block.language == "json";
}

std::string path_of(const Block& block) {
  constexpr std::string_view key = "path=";
  if (const size_t at = block.fence.find(key); at != std::string::npos) return block.fence.substr(at + key.size());
  return block.language == "dockerfile" ? "Dockerfile" : "manifest." + block.language;
}

std::vector<Example> examples_of(const Page& page) {
  std::vector<Example> examples;
  std::string config;
  std::vector<Input> beside;
  for (size_t i = 0; i < page.parts.size(); ++i) {
    if (!page.parts[i].block) continue;
    const Block& block = *page.parts[i].block;
    if (block.language == "config") {
      config = block.text;
    } else if (block.language == "file") {
      beside.push_back({path_of(block), block.text});
    } else if (is_source(block)) {
      const bool joins = !examples.empty() && examples.back().end == i &&
                         block.fence.find("path=") != std::string::npos && !examples.back().report &&
                         !examples.back().fixed;
      if (!joins) {
        examples.emplace_back();
        examples.back().config = std::exchange(config, "");
        examples.back().beside = std::exchange(beside, {});
      }
      std::string text = block.text;
      if (block.fence.find("no-final-newline") != std::string::npos) text.pop_back();
      examples.back().files.push_back({path_of(block), std::move(text)});
      examples.back().end = i + 1;
    } else if (!examples.empty() && block.language == "report") {
      examples.back().report = block.text;
    } else if (!examples.empty() && block.language == "fixed") {
      examples.back().fixed = block.text;
    }
  }
  return examples;
}

// A folder with these files, the current one as long as this lives.
class Folder {
 public:
  explicit Folder(const std::vector<Input>& files) : before_(fs::current_path()), path_(own_folder("page")) {
    fs::remove_all(path_);
    for (const Input& file : files) {
      fs::create_directories((path_ / file.path).parent_path());
      std::ofstream(path_ / file.path) << file.text;
    }
    fs::current_path(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    fs::current_path(before_);
    fs::remove_all(path_);
  }

 private:
  fs::path before_, path_;
};

RunResult run(const Example& example, std::vector<Input> files, Selection selection) {
  const auto config = parse_config(".plimsoll.yaml", example.config);
  for (const ConfigProblem& problem : config->problems) ADD_FAILURE() << "config: " << problem.message;
  if (!selection.select.empty()) {
    for (const auto& [rule, setting] : config->rules) selection.select.push_back(rule);
  }
  std::optional<Folder> folder;
  if (!example.beside.empty()) {
    folder.emplace(example.beside);
    for (Input& file : files) file.on_disk = true;
  }
  LintOptions options;
  // Another program is asked only where its own rule is on trial.
  const bool asks = selection.select.size() == 1 && selection.select.front()->name == "shellcheck";
  if (asks) options.shellcheck = find_program("shellcheck");
  return lint(std::move(files), RuleSet(*config, selection), options);
}

std::vector<Diagnostic> all_of(const RunResult& result) {
  std::vector<Diagnostic> all;
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) all.push_back(diagnostic);
  }
  return all;
}

std::string render(const RunResult& result) {
  std::string text;
  for (const Diagnostic& diagnostic : all_of(result)) text += render_text(diagnostic, {});
  return text;
}

std::string fixed_text(const RunResult& result, const Input& file) {
  return apply_fixes(file.text, result.files.front().diagnostics.unpack(), true).text;
}

bool has_fix(const RunResult& result) {
  for (const Diagnostic& diagnostic : all_of(result)) {
    if (!diagnostic.fixes.empty()) return true;
  }
  return false;
}

std::set<std::string_view> rules_in(const RunResult& result) {
  std::set<std::string_view> names;
  for (const Diagnostic& diagnostic : all_of(result)) names.insert(diagnostic.rule->name);
  return names;
}

// Rules that other rules' fixes are bound to wake: a line that grows, a flag that wants a syntax directive, --chown
// where one rule asks for it and another forbids it, two ENVs that only now have the form in which they can be one,
// a strategy that is no rolling update where a volume forbids one, a level that some want higher, users of its own for
// a pod that no longer shares what is the node's, keys that are sorted no more, a security context that loses all it
// had.
const std::set<std::string_view> kOpposed{"copy-chown-flag",
                                          "empty-security-key",
                                          "host-users-shared",
                                          "linux-hardening-missing",
                                          "long-run-line",
                                          "missing-container-security-context",
                                          "missing-syntax-directive",
                                          "namespace-pod-security-level-too-weak",
                                          "rolling-update-bounds",
                                          "rolling-update-not-used",
                                          "sequential-env-merge",
                                          "sorted-keys"};

// Keys and texts have double quotes, and what is plain is a number or a word of JSON.
bool is_json(const kubernetes::Node& node) {
  using kubernetes::Node, kubernetes::Style;
  const auto quoted = [](const Node& text) { return text.style == Style::double_quoted; };
  static constexpr std::string_view kStart = "-0123456789";
  switch (node.kind) {
    case Node::Kind::scalar:
      return quoted(node) || node.text == "true" || node.text == "false" || kStart.find(node.text[0]) != kStart.npos;
    case Node::Kind::list:
      return node.flow && std::ranges::all_of(node.items, [](const Node* item) { return is_json(*item); });
    case Node::Kind::map:
      return node.flow && std::ranges::all_of(node.entries, [&](const Node::Entry& entry) {
               return quoted(*entry.key) && is_json(*entry.value);
             });
    default:
      return node.kind == Node::Kind::null;
  }
}

// A fixed file has nothing more to fix, its rule is silent, and no rule that was silent before speaks now.
void check_fix(const RegisteredRule& rule, const Example& example, const std::string& fixed) {
  Selection own;
  own.select = {&rule};
  const Input after{example.files.front().path, fixed};
  if (after.path.ends_with(".json")) {
    const Source source(after.path, fixed);
    for (const auto& document : kubernetes::parse(source))
      EXPECT_TRUE(!document->problem && is_json(*document->root)) << "the fixed file is no JSON:\n" << fixed;
  }
  const RunResult again = run(example, {after}, own);
  for (const Diagnostic& diagnostic : all_of(again)) {
    EXPECT_TRUE(diagnostic.fixes.empty()) << "the fix does not converge:\n" << render(again);
  }
  EXPECT_EQ(fixed_text(again, after), fixed);
  Selection every;
  every.profile = "all";
  const auto before_rules = rules_in(run(example, example.files, every));
  const RunResult all_after = run(example, {after}, every);
  for (std::string_view name : rules_in(all_after)) {
    if (kOpposed.contains(name)) continue;
    EXPECT_TRUE(before_rules.contains(name)) << "after the fix " << name << " speaks:\n" << render(all_after) << fixed;
  }
}

class PageTest : public testing::TestWithParam<const RegisteredRule*> {};

TEST_P(PageTest, SaysWhatItsExamplesPrint) {
  const RegisteredRule& rule = *GetParam();
  if (rule.name == "shellcheck" && find_program("shellcheck").empty()) GTEST_SKIP() << "shellcheck is not installed";
  Page page(rule.page);
  Selection own;
  own.select = {&rule};
  const bool bless = std::getenv("PLIMSOLL_BLESS") != nullptr;

  bool fires = false, quiet = false;
  size_t shift = 0;  // parts added by blessing
  for (const Example& example : examples_of(page)) {
    const RunResult result = run(example, example.files, own);
    for (const FileResult& file : result.files) EXPECT_EQ(file.status, FileResult::Status::checked) << file.reason;
    const std::string report = render(result);
    (report.empty() ? quiet : fires) = true;
    const bool fixes = example.files.size() == 1 && has_fix(result);
    const std::string fixed = fixes ? fixed_text(result, example.files.front()) : "";
    if (fixes) check_fix(rule, example, fixed);
    if (!bless) {
      EXPECT_EQ(report, example.report.value_or("")) << "in the example\n" << example.files.front().text;
      EXPECT_EQ(fixed, example.fixed.value_or("")) << "after fixing the example\n" << example.files.front().text;
      continue;
    }
    // Drop what follows the example, then put what it prints in its place.
    const size_t at = example.end + shift;
    while (at < page.parts.size() && page.parts[at].block &&
           (page.parts[at].block->language == "report" || page.parts[at].block->language == "fixed")) {
      page.parts.erase(page.parts.begin() + static_cast<std::ptrdiff_t>(at));
      --shift;
    }
    auto insert = [&, where = at](const char* language, const std::string& text) mutable {
      if (text.empty()) return;
      page.parts.insert(page.parts.begin() + static_cast<std::ptrdiff_t>(where++),
                        {"", Block{language, language, text}});
      ++shift;
    };
    insert("report", report);
    insert("fixed", fixed);
  }
  if (bless) {
    const std::string path = fmt::format("{}/{}/{}.md", PLIMSOLL_RULES, rule.language, rule.name);
    std::ofstream(path) << page.write();
  }
  EXPECT_TRUE(fires) << "no example of the page makes the rule speak";
  EXPECT_TRUE(quiet) << "no example of the page leaves the rule silent";
}

// What a patch does not say is unknown, so that no rule says more of a patch than of the same text as a whole.
TEST_P(PageTest, SaysNoMoreOfPatches) {
  const RegisteredRule& rule = *GetParam();
  const auto& checks = rule.rule->check;
  if (rule.language != "kubernetes" ||
      std::any_of(checks.begin(), checks.end(), [](const Check& check) { return check.kind == NodeKind::project; })) {
    return;
  }
  Page page(rule.page);
  Selection own;
  own.select = {&rule};
  for (const Example& example : examples_of(page)) {
    std::set<std::pair<std::string, uint32_t>> said;
    for (const Diagnostic& diagnostic : all_of(run(example, example.files, own)))
      said.emplace(diagnostic.path, diagnostic.region.begin);
    std::string patches = "patches:\n";
    for (const Input& file : example.files) patches += fmt::format("  - path: {}\n", file.path);
    std::vector<Input> files = example.files;
    files.push_back({"kustomization.yaml", patches});
    for (const Diagnostic& diagnostic : all_of(run(example, std::move(files), own))) {
      if (diagnostic.path == "kustomization.yaml") continue;
      EXPECT_TRUE(said.contains({diagnostic.path, diagnostic.region.begin})) << render_text(diagnostic, {});
    }
  }
}

TEST_P(PageTest, HasItsForm) {
  const RegisteredRule& rule = *GetParam();
  EXPECT_TRUE(rule.page.starts_with(fmt::format("# {}\n\n", rule.name)));
  const std::string summary = rule.summary();
  EXPECT_FALSE(summary.empty());
  EXPECT_LE(summary.size(), 160u) << summary;
  EXPECT_NE(rule.page.find(summary + "\n"), std::string_view::npos) << "the summary stands on one line";
  for (const OptionBase* option : rule.rule->options) {
    EXPECT_NE(rule.page.find(option->name), std::string_view::npos)
        << "the page does not name its option " << option->name;
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, PageTest, testing::ValuesIn([] {
                           std::vector<const RegisteredRule*> rules;
                           for (const RegisteredRule& rule : all_rules()) rules.push_back(&rule);
                           return rules;
                         }()),
                         [](const auto& info) {
                           std::string name(info.param->name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Rules, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const RegisteredRule& rule : all_rules()) {
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_TRUE(std::all_of(rule.name.begin(), rule.name.end(), [](char c) {
      return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    })) << rule.name;
    EXPECT_FALSE(rule.rule->check.empty()) << rule.name << " checks nothing";
    for (std::string_view alias : rule.rule->aliases) {
      EXPECT_NE(alias.find(':'), std::string_view::npos) << rule.name << ": the alias " << alias << " names no tool";
    }
  }
}

TEST(Rules, ReplaceRulesThatExist) {
  for (const RegisteredRule& rule : all_rules()) {
    for (std::string_view other : rule.rule->replaces) {
      const bool family = other.ends_with('*');
      const auto rules = all_rules();
      EXPECT_TRUE(std::any_of(rules.begin(), rules.end(),
                              [&](const RegisteredRule& each) {
                                return family ? each.name.starts_with(other.substr(0, other.size() - 1))
                                              : each.name == other;
                              }))
          << rule.name << " replaces " << other;
    }
  }
}

}  // namespace
}  // namespace plimsoll
