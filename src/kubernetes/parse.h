// Source -> documents. Splits the stream at its document markers, so that a syntax error costs one document.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

std::vector<std::unique_ptr<Document>> parse(const Source& source);

// A one-line form with spans on request, for tests: {kind: "Pod"@0-3, spec: [1, 2]}
std::string dump(const Document& document, bool spans = false);

}  // namespace plimsoll::kubernetes
