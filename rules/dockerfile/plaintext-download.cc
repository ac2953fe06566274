#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "dockerfile/written_text.h"
#include "glob.h"
#include "shell/neighbours.h"
#include "shell/remote_code.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allowed_hosts{
    "allowed-hosts", "patterns of hosts that may be asked without encryption", {}};

Fact table() {
  static const Fact facts = facts::table("plaintext");
  return facts;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Some line of the file may have an unencrypted address.
bool may_have_address(const Model& model) {
  static const std::vector<std::string> heads = [] {
    std::vector<std::string> all;
    for (Fact scheme : table()["schemes"].items()) all.push_back(std::string(scheme.string()) + "://");
    return all;
  }();
  return std::any_of(heads.begin(), heads.end(), [&](const std::string& head) { return model.may_mention(head); });
}

// The first unencrypted address in the text, from `at` on; it ends with the text where there is none.
struct Address {
  size_t begin = 0, end = 0;
  std::string scheme;
  std::string_view host;
};
std::optional<Address> address_in(std::string_view text, size_t at) {
  for (size_t colon = text.find("://", at); colon != text.npos; colon = text.find("://", colon + 1)) {
    size_t begin = colon;
    while (begin > at && (is_letter(text[begin - 1]) || text[begin - 1] == '+')) --begin;
    const std::string scheme = lower(text.substr(begin, colon - begin));
    if (!table()["schemes"].has(scheme)) continue;
    const size_t end = std::min(text.find_first_of(" \t\n'\"\\;|<>]", begin), text.size());
    std::string_view rest = text.substr(colon + 3, end - colon - 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.find('@') != rest.npos) rest.remove_prefix(rest.find('@') + 1);
    if (!rest.starts_with('[')) rest = rest.substr(0, rest.find(':'));
    return Address{begin, end, scheme, rest};
  }
  return std::nullopt;
}

// Of this machine, of a closed network, of documents, or not known.
bool is_harmless(std::string_view host, Context& ctx) {
  const bool local =
      host.empty() || host.starts_with('[') || host.find('.') == host.npos || host.find('$') != host.npos;
  return local || fits_any(table()["harmless-hosts"], host) || fits_any(ctx[allowed_hosts], host);
}

void check(std::string_view text, const Instruction& instruction, bool repository, bool checked, auto span,
           Context& ctx) {
  for (auto found = address_in(text, 0); found; found = address_in(text, found->end)) {
    const std::string host = instruction.model->expand(found->host, instruction).value;
    if (is_harmless(host, ctx)) continue;
    const Span place = span(found->begin, found->end);
    auto report = ctx.report(place, "'{}' is not encrypted, so anyone on the way can change what '{}' sends",
                             found->scheme, host);
    // Packages of distributions are signed, and other files may be checked.
    if (checked || (repository && fits_any(table()["mirrors"], host))) report.severity(Severity::info);
    if (found->scheme == "http" && ctx.source().text(place).starts_with("http://"))
      report.suggest("ask for https", insert_after({place.begin, place.begin + 4}, "s"));
  }
}

bool is_repository_file(std::string_view file) {
  for (Fact part : table()["repository-files"].items()) {
    if (file.find(part.string()) != file.npos) return true;
  }
  return false;
}

void check_words(const shell::Command& command, Context& ctx) {
  const Fact values = table()["not-fetched"];
  const auto behind = shell::commands_behind(command, 16);
  const bool checked = std::any_of(behind.begin(), behind.end(), shell::verifies);
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    const shell::Word& word = command.arguments[i];
    const std::string_view text = word.text;
    const std::string_view name = text.substr(0, text.find('='));
    if (values.has(name)) {
      i += name == text;
      continue;
    }
    if (text.find("://") == text.npos || lower(name).find("proxy") != std::string::npos) continue;
    const MappedText mapped = text_of(word, command);
    check(
        text, *command.script->instruction, command.base.find("repository") != std::string::npos, checked,
        [&](size_t begin, size_t end) { return mapped.span(begin, end); }, ctx);
  }
}

}  // namespace

extern constinit const Rule plaintext_download = {
    .severity = Severity::warning,
    .group = Group::supply_chain,
    .aliases = {"datadog-iac:avoid_http", "datadog-iac:d5b3c9a1-7e8f-4c2a-9d6e-3f1a8b4c7e9d", "sonar:S5332",
                "dockerfile_lint:no_add_without_https", "dockerfile_lint:no_run_without_https"},
    .replaces = {"unverified-download"},
    .options = {&allowed_hosts},
    .programs = {"curl",
                 "wget",
                 "wget2",
                 "aria2c",
                 "git",
                 "svn",
                 "pip",
                 "pip3",
                 "npm",
                 "yarn",
                 "gem",
                 "apk",
                 "yum",
                 "dnf",
                 "rpm",
                 "zypper",
                 "yum-config-manager",
                 "add-apt-repository",
                 "apt-key",
                 "echo",
                 "printf",
                 "tee",
                 "cat",
                 "sed"},
    .check = {[](const shell::Command& command, Context& ctx) {
                const Instruction* instruction = command.script->instruction;
                if (!instruction || !instruction->model || !may_have_address(*instruction->model)) return;
                const std::vector<WrittenText> texts = texts_written_by(command);
                for (const WrittenText& written : texts) {
                  if (!is_repository_file(written.file)) continue;
                  check(
                      written.text.text(), *instruction, true, false,
                      [&](size_t begin, size_t end) { return written.text.span(begin, end); }, ctx);
                }
                const bool writer = command.base == "echo" || command.base == "printf" || command.base == "tee" ||
                                    command.base == "cat" || command.base == "sed";
                if (!writer) check_words(command, ctx);
              },
              [](const Add& add, Context& ctx) {
                if (!add.model || add.flag("checksum")) return;
                for (const Word& source : add.sources) {
                  const std::string url = add.model->expand(source.text, add).value;
                  check(
                      url, add, false, false, [&](size_t, size_t) { return source.span; }, ctx);
                }
              },
              [](const Copy& copy, Context& ctx) {
                for (const WrittenText& written : texts_written_by(copy)) {
                  if (!is_repository_file(written.file)) continue;
                  check(
                      written.text.text(), copy, true, false,
                      [&](size_t begin, size_t end) { return written.text.span(begin, end); }, ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
