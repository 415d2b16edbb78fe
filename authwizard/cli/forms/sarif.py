"""Problems as SARIF, the format of GitHub code scanning and of editors.

Source: Static Analysis Results Interchange Format (SARIF) 2.1.0, OASIS Standard; the numbers in comments are its
sections. What GitHub reads of it: "SARIF support for code scanning" (docs.github.com).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from authwizard import __version__
from authwizard.files.places.node import Located, Region
from authwizard.request.rules import RULES, Rule
from authwizard.request.rules.examples import examples
from authwizard.request.rules.links import linked, spelled_out

from ..output import json_text
from .judged import STDIN, Fingerprints, Judged, member, sentence, whole

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
"""The working directory, by the name that 3.14.14 uses for the root of the sources."""
_FINGERPRINT: Final = "authwizardMember/v1"
"""GitHub reads primaryLocationLineHash alone, which its upload makes itself and warns about if it finds another."""
_PLACEHOLDER: Final = re.compile(r"\{(\d+)\}")


def sarif(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the pieces of one SARIF log with one run. Nothing of a source is kept when the next is taken.

    The rules come after the results, since only then it is known which of them are broken; the order of a JSON
    object's members means nothing.
    """
    used: dict[str, int] = {}
    return whole(_pieces(judged, used), lambda complete: _end(used, complete=complete))


def _pieces(judged: Iterable[Judged], used: dict[str, int]) -> Iterator[str]:
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"results": ['
    comma = ""
    for source in judged:
        artifact, fingerprints = _artifact(source.path), Fingerprints()
        for located in source.found:
            result = _result(located, artifact, used)
            result["partialFingerprints"] = {_FINGERPRINT: fingerprints.of(located.problem)}
            yield f"{comma}\n{json_text(result, indent=None)}"
            comma = ","


def _end(used: Iterable[str], *, complete: bool) -> str:
    """Write what follows the results; a run that ended early says so."""
    run = {
        "tool": {"driver": _driver(used)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": f"{_file_uri(Path.cwd()).rstrip('/')}/"}},
        "invocations": [{"executionSuccessful": complete}],
    }
    return f"\n], {json_text(run, indent=None)[1:]}]}}\n"


def _driver(used: Iterable[str]) -> dict[str, Any]:
    home = project_url()
    return {
        "name": "authwizard",
        "version": __version__,
        "semanticVersion": __version__,
        **({"informationUri": home} if home else {}),
        "rules": [_rule(RULES[id], home) for id in used],
    }


def project_url() -> str:
    """Return the address of the project's repository, as pyproject.toml states it; "" where it states none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        stated = metadata("authwizard").get_all("Project-URL") or []
    except PackageNotFoundError:  # run from a folder, not installed
        return ""
    addresses = dict(entry.partition(", ")[::2] for entry in stated)
    return str(addresses.get("Repository", "")).rstrip("/")


def _rule(rule: Rule, home: str) -> dict[str, Any]:
    why, help_uri = examples(rule.id).why, _help_uri(rule, home)
    return {
        "id": rule.id,
        "name": _name(rule.id),
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": f"{rule.message} {why}".strip()},
        "help": {
            "text": f"{rule.fix} {why} Source: {spelled_out(rule.source)}.",
            "markdown": _help(rule, why),
        },
        **({"helpUri": help_uri} if help_uri else {}),
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": ["aws-amplify", "authentication", *rule.operations]},
    }


def _name(id: str) -> str:
    """Write an id in the case of names, and never as the id itself, which 3.49.7 has for another purpose."""
    name = "".join(part.capitalize() for part in id.split("-"))
    return name if "-" in id else f"{name}Rule"


def _help(rule: Rule, why: str) -> str:
    parts = (
        f"[{_markdown(spelled_out(text))}]({address})" if address else _markdown(spelled_out(text))
        for text, address in linked(rule)
    )
    told = (f"**Fix:** {_markdown(rule.fix)}", _markdown(why), f"Source: {''.join(parts)}")
    return "\n\n".join(part for part in told if part)


def _markdown(text: str) -> str:
    """Escape what Markdown would take for a tag, a mark or a link."""
    return re.sub(r"([\\`*_\[\]#|])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _help_uri(rule: Rule, home: str) -> str:
    """Return where a rule is explained: our page of the rules, else what its source links to."""
    if home:
        # The page's headings are the ids, and a host makes its anchors of them.
        return f"{home}/blob/HEAD/docs/rules.md#{rule.id}"
    return next((part.address for part in linked(rule) if part.address), "")


def _result(located: Located, artifact: dict[str, Any], used: dict[str, int]) -> dict[str, Any]:
    problem = located.problem
    physical = {"artifactLocation": artifact, "region": _region(located.region)}
    logical = {"fullyQualifiedName": member(problem), "kind": "member"}
    return {
        "ruleId": problem.rule,
        "ruleIndex": used.setdefault(problem.rule, len(used)),
        "level": problem.severity,
        "message": {"text": _plain(sentence(problem))},
        "locations": [
            {"physicalLocation": physical, **({"logicalLocations": [logical]} if problem.path else {})}
        ],
    }


def _plain(text: str) -> str:
    """Write a message's text so that nothing in it is a placeholder (3.11.5) or a link (3.11.6)."""
    return _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "\\]("))


def _region(region: Region | None) -> dict[str, int]:
    """Write a region; GitHub requires one, so that where none is known it is the first line."""
    if region is None:
        return {"startLine": 1}
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,  # 3.30.8: the one after the last, as ours is
    }


def _artifact(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {"uri": STDIN}
    here = Path.cwd()
    if not path.is_relative_to(here):
        return {"uri": _file_uri(path)}
    uri = _quoted(path.relative_to(here).as_posix())
    # Colons are encoded too: one in the first part would make a scheme of it (RFC 3986, section 4.2).
    return {"uri": uri, "uriBaseId": _ROOT}


def _file_uri(path: Path) -> str:
    return f"file://{_quoted(path.as_posix())}"


def _quoted(path: str) -> str:
    """Percent-encode a path: the bytes that the file system has for it."""
    try:
        name = os.fsencode(path)
    except UnicodeEncodeError:  # a name that no file can have
        name = path.encode("utf-8", "replace")
    return quote(name)
