#!/bin/sh
# Lets Microsoft's validator judge what plimsoll writes about a folder: errors and warnings fail, notes do not.
#   tests/sarif_check.sh PLIMSOLL FOLDER BUILD_DIR
# The validator is installed below BUILD_DIR, once. It also wants an address of the project in every report
# (PLIMSOLL_HOMEPAGE); SARIF2005 and SARIF2012 speak of nothing else and do not fail a build without one.
set -eu
plimsoll=$(realpath "$1")
folder=$2
tools=$3/sarif-multitool
mkdir -p "$tools"
report=$(realpath "$tools")/report.sarif

validator=$tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
[ -e "$validator" ] ||
  npm install --silent --no-audit --no-fund --prefix "$tools" @microsoft/sarif-multitool-linux@5.7.0
chmod u+x "$validator"

status=0
(cd "$folder" && "$plimsoll" --isolated --profile all --format sarif --output "$report" .) 2>/dev/null || status=$?
[ "$status" -le 1 ] || { echo "plimsoll exited with $status" >&2; exit 1; }

# The Node wrapper of the validator loses the semicolon, and without --rich-return-code errors would exit 0.
status=0
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$validator" validate "$report" --rule-kind "Sarif;Ghas" \
  --level "Error;Warning" --rich-return-code >"$tools/log" 2>&1 || status=$?
if [ "$status" -ne 0 ] || grep -E ': (error|warning) ' "$tools/log" | grep -qvE 'warning SARIF(2005|2012)'; then
  cat "$tools/log" >&2
  exit 1
fi
