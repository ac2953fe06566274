#include "packed_diagnostics.h"

#include <cstdint>
#include <type_traits>

namespace plimsoll {
namespace {

// The members of each struct in their order, for both ways.
template <class Way, class T>
void members(Way& way, T& value) {
  using Struct = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Struct, Region>) {
    way(value.begin, value.end, value.line, value.end_line, value.column, value.end_column);
    way(value.utf16_column, value.utf16_end_column);
  } else if constexpr (std::is_same_v<Struct, Snippet::Line>) {
    way(value.number, value.text, value.mark_begin, value.mark_end, value.cut_left, value.cut_right);
  } else if constexpr (std::is_same_v<Struct, Snippet>) {
    way(value.lines, value.lines_left_out);
  } else if constexpr (std::is_same_v<Struct, Diagnostic::Note>) {
    way(value.path, value.region, value.message, value.snippet);
  } else if constexpr (std::is_same_v<Struct, Diagnostic::Edit>) {
    way(value.region, value.text);
  } else if constexpr (std::is_same_v<Struct, Diagnostic::Fix>) {
    way(value.safe, value.title, value.edits);
  } else {
    static_assert(std::is_same_v<Struct, Diagnostic>);
    // But for the path, which all have in common.
    way(value.rule, value.severity, value.region, value.message, value.snippet, value.notes, value.fixes);
    way(value.fingerprint, value.replaced);
  }
}

// Numbers take seven bits a byte, the lowest first; texts and lists have their length before them.
class Packer {
 public:
  explicit Packer(std::string& out) : out_(out) {}

  template <class... Ts>
  void operator()(const Ts&... values) {
    (put(values), ...);
  }

 private:
  void put(uint64_t number) {
    for (; number >= 0x80; number >>= 7) out_ += static_cast<char>(number | 0x80);
    out_ += static_cast<char>(number);
  }
  void put(Severity severity) { put(static_cast<uint64_t>(severity)); }
  void put(const RegisteredRule* rule) { put(reinterpret_cast<uintptr_t>(rule)); }
  void put(const std::string& text) {
    put(text.size());
    out_ += text;
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(list.size());
    for (const T& each : list) put(each);
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) { members(*this, value); }

  std::string& out_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view& in) : in_(in) {}

  template <class... Ts>
  void operator()(Ts&... values) {
    (take(values), ...);
  }

 private:
  uint64_t number() {
    uint64_t result = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(in_.front());
      in_.remove_prefix(1);
      result |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return result;
    }
  }
  void take(uint32_t& value) { value = static_cast<uint32_t>(number()); }
  void take(bool& value) { value = number() != 0; }
  void take(Severity& severity) { severity = static_cast<Severity>(number()); }
  void take(const RegisteredRule*& rule) { rule = reinterpret_cast<const RegisteredRule*>(number()); }
  void take(std::string& text) {
    const size_t size = number();
    text.assign(in_.substr(0, size));
    in_.remove_prefix(size);
  }
  template <class T>
  void take(std::vector<T>& list) {
    list.resize(number());
    for (T& each : list) take(each);
  }
  template <class T>
  requires std::is_class_v<T>
  void take(T& value) { members(*this, value); }

  std::string_view& in_;
};

}  // namespace

PackedDiagnostics::PackedDiagnostics(const std::vector<Diagnostic>& diagnostics) : count_(diagnostics.size()) {
  if (diagnostics.empty()) return;
  std::string packed;
  Packer pack(packed);
  pack(diagnostics.front().path);
  for (const Diagnostic& diagnostic : diagnostics) pack(diagnostic);
  packed_.assign(packed);  // without the room that it has grown
}

std::vector<Diagnostic> PackedDiagnostics::unpack() const { return {begin(), end()}; }

PackedDiagnostics::Iterator::Iterator(std::string_view packed, size_t left) : packed_(packed), left_(left) {
  if (left_ == 0) return;
  Unpacker{packed_}(current_.path);
  Unpacker{packed_}(current_);
}

PackedDiagnostics::Iterator& PackedDiagnostics::Iterator::operator++() {
  if (--left_ > 0) Unpacker{packed_}(current_);
  return *this;
}

}  // namespace plimsoll
