#include <algorithm>

#include "context.h"
#include "dockerfile/set_variables.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allowed{
    "allowed",
    "beginnings of addresses that may be asked",
    {"https://download.pytorch.org/", "https://data.pyg.org/", "https://pypi.nvidia.com", "https://pypi.ngc.nvidia.com",
     "https://www.piwheels.org/", "https://storage.googleapis.com/jax-releases/",
     "https://abetlen.github.io/llama-cpp-python/"}};

// Every address of a value, which may hold several.
bool is_allowed(std::string_view value, Names prefixes) {
  while (!value.empty()) {
    const size_t end = std::min(value.find_first_of(" \t\n"), value.size());
    const std::string_view url = value.substr(0, end);
    value.remove_prefix(std::min(end + 1, value.size()));
    if (url.empty()) continue;
    if (std::none_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return url.starts_with(prefix); }))
      return false;
  }
  return true;
}

void report(Span span, std::string_view name, Context& ctx) {
  ctx.report(span, "'{}' asks two indexes, and whoever puts a higher version into the public one is installed", name);
}

template <class Node>
void judge(const Node& node, Context& ctx) {
  for (const SetVariable& set : set_variables(node, {"PIP_EXTRA_INDEX_URL", "UV_EXTRA_INDEX_URL"})) {
    if (!is_allowed(set.value, ctx[allowed])) report(set.name, set.variable, ctx);
  }
}

}  // namespace

extern constinit const Rule pip_extra_index_url = {
    .severity = Severity::warning,
    .group = Group::supply_chain,
    .aliases = {"semgrep:dockerfile-pip-extra-index-url"},
    .options = {&allowed},
    .programs = {"pip", "uv", "pipx", "export", "env", "setx", "declare", "="},
    .check = {[](const Env& env, Context& ctx) { judge(env, ctx); },
              [](const Arg& arg, Context& ctx) { judge(arg, ctx); },
              [](const shell::Command& command, Context& ctx) { judge(command, ctx); },
              [](const shell::ManagerCall& call, Context& ctx) {
                const auto& words = call.command->arguments;
                for (size_t i = 0; i < words.size(); ++i) {
                  const std::string_view text = words[i].text;
                  const size_t equals = text.find('=');
                  const std::string_view name = text.substr(0, equals);
                  if (name != "--extra-index-url" && !name.ends_with(".extra-index-url")) continue;
                  std::string_view value;
                  if (equals != text.npos) {
                    value = text.substr(equals + 1);
                  } else if (i + 1 < words.size()) {
                    value = words[i + 1].text;
                  }
                  if (value.empty() || is_allowed(value, ctx[allowed])) continue;
                  const uint32_t begin = words[i].span.begin;
                  const bool plain = ctx.source().text(words[i].span).starts_with(name);
                  report(plain ? Span{begin, begin + static_cast<uint32_t>(name.size())} : words[i].span, name, ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
