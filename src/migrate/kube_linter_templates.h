// Checks of one's own that kube-linter makes of a template and parameters: rules of ours with options.
#pragma once

#include "migrate/reader.h"

namespace plimsoll::migrate {

// One of `customChecks`: name, template, params, scope.objectKinds.
void read_custom_check(Reader& reader, kubernetes::Value check);

}  // namespace plimsoll::migrate
