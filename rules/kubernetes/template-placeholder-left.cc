#include <algorithm>
#include <array>
#include <cctype>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Holds the word, and no letters or digits around it.
bool has_word(std::string_view text, std::string_view word) {
  for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(text[at - 1]);
    const size_t end = at + word.size();
    if (begins && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

// "<CHANGE_ME>", "<your-name>": one pair of brackets around words.
bool is_bracketed(std::string_view text) {
  const size_t open = text.find('<'), close = text.find('>');
  if (open == text.npos || close == text.npos || close < open + 3) return false;
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  return std::all_of(inside.begin(), inside.end(),
                     [](char c) { return is_word(c) || c == '_' || c == '-' || c == ' '; }) &&
         std::isalpha(static_cast<unsigned char>(inside[0])) != 0;
}

// Holds a word that asks for something else in its place.
bool is_named(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kWords = {"CHANGEME",  "CHANGE_ME",     "CHANGE-ME", "REPLACE_ME",
                                                              "REPLACEME", "REPLACE-ME",    "changeme",  "TODO",
                                                              "FIXME",     "YOUR_NAMESPACE"};
  if (std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return has_word(text, word); }))
    return true;
  const bool yours = text.starts_with("your-") || text.starts_with("YOUR_") || text.starts_with("<your");
  return yours && (text.ends_with("-here") || text.ends_with("_HERE"));
}

bool is_left(std::string_view text) { return is_bracketed(text) || is_named(text); }

bool is_open(std::string_view text) {
  return (text.find("{{") != text.npos && text.find("}}") != text.npos) || text.find("${") != text.npos;
}

// What stands below a key.
enum class Content : uint8_t {
  field,     // nothing but a value
  program,   // text of a program, which may have templates of its own
  argument,  // of a program, which may also have brackets
};

Content content_below(std::string_view key, Content around) {
  if (key == "command" || key == "args" || key == "annotations") return Content::argument;
  if (key == "env" || key == "stringData") return Content::program;
  return around;
}

bool is_free_text(std::string_view key) {
  return key == "description" || key == "data" || key == "binaryData" || key == "script" || key == "message";
}

void check_text(const Value& value, std::string_view field, Content content, Context& ctx) {
  const std::string_view text = value.string();
  // Several words are prose, or a script.
  const bool prose = content != Content::field && text.find(' ') != text.npos && !is_bracketed(text);
  if (prose || text.find('\n') != text.npos) return;
  if (content == Content::argument ? is_named(text) : is_left(text) || (content == Content::field && is_open(text)))
    ctx.report(value.span(), "'{}' still has a placeholder, which nothing will fill in now", field);
}

constexpr int kDeepest = 100;

void check_below(const Value& value, std::string_view field, Content content, int depth, Context& ctx) {
  // What an alias stands for is judged where it is written.
  if (depth > kDeepest || value.use_span() != value.span()) return;
  if (value.is_scalar()) check_text(value, field, content, ctx);
  for (const Value& item : value.items()) check_below(item, field, content, depth + 1, ctx);
  for (const auto& [key, entry] : value.entries()) {
    const std::string_view name = key.string();
    if (!is_free_text(name)) check_below(entry, name, content_below(name, content), depth + 1, ctx);
  }
}

bool is_example(std::string_view host) { return host == "example.com" || host.ends_with(".example.com"); }

void check_host(const Value& host, Context& ctx) {
  if (is_example(host.string()))
    ctx.report(host.span(), "'{}' is a host of documentation only", host.string()).severity(Severity::info);
}

void check_hosts(const Value& spec, Context& ctx) {
  for (const Value& rule : spec["rules"].items()) check_host(rule["host"], ctx);
  for (const Value& entry : spec["tls"].items()) {
    for (const Value& host : entry["hosts"].items()) check_host(host, ctx);
  }
  for (const Value& host : spec["hostnames"].items()) check_host(host, ctx);
}

}  // namespace

extern constinit const Rule template_placeholder_left = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check =
        [](const Object& object, Context& ctx) {
          // Definitions describe values, and other custom resources have templates for their own controllers.
          const bool application = object.is("argoproj.io", "Application");
          if (object.kind_name == "CustomResourceDefinition" || (!is_built_in_group(object.group) && !application))
            return;
          check_below(object.root, "", Content::field, 0, ctx);
          check_hosts(object["spec"], ctx);
        },
};

}  // namespace plimsoll::kubernetes
