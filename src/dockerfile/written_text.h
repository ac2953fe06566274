// Text that a build puts into files: what echo and printf print, what sed puts in place of something, heredocs.
//
//   RUN echo "gpgcheck=0" >> /etc/yum.conf          // {"gpgcheck=0", "/etc/yum.conf"}
//   RUN sed -i 's/gpgcheck=1/gpgcheck=0/' /etc/x    // {"gpgcheck=0", "/etc/x"}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"
#include "mapped_text.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

struct WrittenText {
  MappedText text;
  std::string file;  // as written; empty where it is not known, as behind a group or a pipe
};
// Of echo, printf, sed, perl, tee and cat. What only goes to the log of the build is none.
std::vector<WrittenText> texts_written_by(const shell::Command& command);
// The heredocs of COPY and ADD.
std::vector<WrittenText> texts_written_by(const Transfer& transfer);

// A word without its quotes, with the way back to the file.
MappedText text_of(const shell::Word& word, const shell::Command& command);
// The words behind the name, joined by blanks.
MappedText arguments_of(const shell::Command& command);

// A setting in a text: name=value, name: "value", name value; but not behind "#". Letter case of the name is ignored.
struct FoundSetting {
  size_t begin = 0;  // of the name
  size_t end = 0;    // behind the value
  std::string_view value;
};
// It holds the name at all.
bool mentions_setting(std::string_view text, std::string_view name);
std::vector<FoundSetting> settings_in(std::string_view text, std::string_view name);

}  // namespace plimsoll::dockerfile
