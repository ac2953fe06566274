# Called by check-formats: the JSON formats against their schemas, the XML ones by a reader, lines by strict parsers, and
# all of them against each other: each has as many findings as json.
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

import jsonschema

work, schemas, own = (pathlib.Path(argument) for argument in sys.argv[1:])


def text(name):
    return (work / f"report.{name}").read_text(encoding="utf-8")


def closed(schema):
    """The schema, taking nothing that it does not describe."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        result["additionalProperties"] = False
    return result


def validate(document, schema):
    jsonschema.Draft7Validator(schema).validate(document)


schema = closed(json.loads(own.read_text()))
report = json.loads(text("json"))
validate(report, schema)
count = len(report["findings"])
assert count > 0, "nothing was found, so nothing is checked"

lines = [json.loads(line) for line in text("jsonl").splitlines()]
assert lines == report["findings"]

for name in ("gitlab", "sonarqube"):
    validate(json.loads(text(name)), json.loads((schemas / f"{name}.schema.json").read_text()))
gitlab = json.loads(text("gitlab"))
assert len(gitlab) == count == len({issue["fingerprint"] for issue in gitlab}), "fingerprints repeat"
sonarqube = json.loads(text("sonarqube"))
assert {issue["ruleId"] for issue in sonarqube["issues"]} == {rule["id"] for rule in sonarqube["rules"]}
assert len(sonarqube["issues"]) == count

rdjsonl = [json.loads(line) for line in text("rdjsonl").splitlines()]
line_schema = json.loads((schemas / "rdjsonl.schema.json").read_text())
for line in rdjsonl:
    validate(line, line_schema)
assert len(rdjsonl) == count

command = re.compile(r"::(error|warning|notice) file=[^:,\r\n]+,line=\d+(,endLine=\d+|,col=\d+,endColumn=\d+),title=[a-z0-9-]+::[^\r\n]+")
azure = re.compile(r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]]+;linenumber=\d+;columnnumber=\d+;code=[a-z0-9-]+\][^\r\n]+")
teamcity = re.compile(r"##teamcity\[inspection(Type)?( [A-Za-z]+='([^'|\[\]]|\|['|\[\]nr]|\|0x[0-9A-F]{4})*')+\]")
for name, pattern in (("github", command), ("azure", azure), ("teamcity", teamcity)):
    for line in text(name).splitlines():
        assert pattern.fullmatch(line), f"{name}: {line}"
assert len(text("github").splitlines()) == count
assert sum(line.startswith("##teamcity[inspection ") for line in text("teamcity").splitlines()) == count

checkstyle = ElementTree.fromstring(text("checkstyle"))
assert checkstyle.tag == "checkstyle" and len(checkstyle.findall("file/error")) == count
junit = ElementTree.fromstring(text("junit"))
assert int(junit.get("tests")) == len(junit.findall("testsuite/testcase"))
assert int(junit.get("failures")) == len(junit.findall("testsuite/testcase/failure")) == count

assert len(text("markdown")) <= 65536
assert (work / "summary.md").stat().st_size <= 1 << 20
print(f"check-formats: {count} findings, the same in every format")
