"""One whole Gen 2 project, synthesized by the real defineBackend: it makes what the same files made alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from authwizard.files.formats.format import Writing
from authwizard.files.formats.table import FORMATS

from .gen2_template import resources_in
from .gen2_types import write
from .pairs import Pair, Resources, differences
from .presets import shipped
from .stage import Outcome
from .tools import HERE, ask, install

_PRESET: Final = "social-all-providers"
_CONTEXT: Final = {
    "amplify-backend-namespace": "d1a2b3c4d5",
    "amplify-backend-name": "main",
    "amplify-backend-type": "branch",
    "secretLastUpdated": 1,
}
_SCRIPT: Final = "gen2_synth.mjs"
_LOCK: Final = '{"name": "project", "lockfileVersion": 3, "packages": {}}'
"""The AWS CDK takes the folder of the lock file for the root of what it bundles, and fails without one. npm's is not
written: it would hold addresses of a registry."""
_TAGS: Final = ("UserPoolTags", "IdentityPoolTags")
"""A whole project tags with more than its construct does."""


def prove_project(pairs: Sequence[Pair], count: int, seed: int) -> Outcome:
    """Synthesize the project of a preset, without an account or the network, and compare what it and its files make."""
    files = FORMATS["gen2"].files(shipped()[_PRESET], Writing())
    folder = install() / "project"
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, files)
    script = (HERE / _SCRIPT).read_text(encoding="utf-8")
    write(folder, {"package.json": '{"type": "module"}', _SCRIPT: script})
    write(folder.parent, {"package-lock.json": _LOCK})
    told = f"a whole project of the preset {_PRESET}, synthesized by defineBackend"
    ran = subprocess.run(
        ["node", "--import", "tsx", _SCRIPT],
        cwd=folder,
        env={**os.environ, "CDK_OUTDIR": "out", "CDK_CONTEXT_JSON": json.dumps(_CONTEXT), "CI": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        return Outcome(told, [f"defineBackend: {' '.join((ran.stderr or ran.stdout).split())[-1000:]}"])
    alone = ask("gen2.mjs", [files])[0]
    if "error" in alone:
        return Outcome(told, [f"alone: {alone['error']}"])
    differing = _differences(resources_in(alone["resources"]), _synthesized(folder / "out"))
    return Outcome(f"{told}, makes the same", differing)


def _synthesized(folder: Path) -> Resources:
    """Return the resources of the nested stack that holds the user pool."""
    for path in sorted(folder.rglob("*.template.json")):
        resources: Any = json.loads(path.read_text(encoding="utf-8")).get("Resources", {})
        if any(each["Type"] == "AWS::Cognito::UserPool" for each in resources.values()):
            return resources_in(resources)
    return {}


def _differences(alone: Resources, whole: Resources) -> list[str]:
    """Compare; the branch's secrets and the outputs that a whole project has beside are no resources of Cognito's."""
    kept = {name: each for name, each in whole.items() if not name.startswith("Other.")}
    found = differences(_untagged(alone), _untagged(kept))
    return [
        f"{each.resource}.{each.name}: alone {each.gen1!r}, in the project {each.target!r}" for each in found
    ]


def _untagged(resources: Resources) -> Resources:
    return {
        name: {key: value for key, value in each.items() if key not in _TAGS}
        for name, each in resources.items()
    }
