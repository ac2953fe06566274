// The components of the control plane that containers start, with their flags.
//
//   - command: [kube-apiserver, --profiling=false]
//
//   if (const auto server = component_of(container, "kube-apiserver"); server && server->is_on("profiling", true) ==
//   true)
//     ctx.report(server->place_of("profiling"), …);      // the word, else the key "command"
//
// etcd takes what no flag says from variables, such as ETCD_CERT_FILE. What comes from a template is not known, nor
// what etcd reads from a file instead.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct Flag {
  std::string name;        // "profiling"
  std::string_view value;  // without quotes; empty if none
  bool bare = false;       // has no value: on, if it is a switch
  bool templated = false;  // it has a value that nobody knows
  Value word;              // where the flag stands
  Value value_word;        // where its value does: the same word or the next one; the value of a variable
};

struct Component {
  std::string_view name;    // "kube-apiserver"
  std::vector<Flag> flags;  // as written
  bool complete = true;     // no template and no file could hold other flags
  Value list;               // command or args, whichever flags would be added to; may be absent
  Span place;               // of what is missing

  const Flag* find(std::string_view flag) const;  // the last one of several counts
  Span place_of(std::string_view flag) const;

  // Its value comes from a template, or it may.
  bool is_unknown(std::string_view flag) const;
  // Nothing where it is not known. A switch without a value is on; `absent`: what none means.
  std::optional<bool> is_on(std::string_view flag, bool absent) const;
  std::optional<bool> is_given(std::string_view flag) const;   // with a value
  std::optional<int64_t> number(std::string_view flag) const;  // nothing of anything else either
  // A part of the list between commas; nothing of none.
  std::optional<bool> lists(std::string_view flag, std::string_view part) const;
  // A feature gate; nothing if --feature-gates does not say, as far as it is known.
  std::optional<bool> gate(std::string_view name) const;
};

// nullptr if the container starts another one, or none. Worked out once while the rules run (memo.h).
std::shared_ptr<const Component> component_of(const Container& container, std::string_view name);

// An address of the machine itself: 127.0.0.1 and its like, ::1.
bool is_loopback(std::string_view address);
// "a,b" or "a, b" in parts.
std::vector<std::string_view> parts_of(std::string_view list);

// Makes it --flag=value: in its place, else behind the last word. Nothing where there is no list to add to.
std::optional<Edit> set_flag(const Component& component, std::string_view flag, std::string_view value,
                             const Source& source);

// Removes --flag=value; nothing where the two stand in words of their own.
std::optional<Edit> erase_flag(const Component& component, std::string_view flag, const Container& container,
                               const Source& source);

// A rule that wants one thing of one flag.
enum class Want : uint8_t {
  given,
  not_given,
  on,      // and what is absent is off
  off,     // and what is absent is on
  not_on,  // absent or off
  not_off,
  listed,
  not_listed,
};
struct FlagRule {
  std::string_view component;
  std::string_view flag;
  Want want;
  std::string_view message;
  std::string_view part = {};  // that is listed
};
// Reports where the container does otherwise, and suggests how to set a switch. Whether it did.
bool judge(const Container& container, const FlagRule& rule, Context& ctx);

}  // namespace plimsoll::kubernetes
