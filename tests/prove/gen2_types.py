"""Gen 2's files under the strict TypeScript compiler and the real types of @aws-amplify/backend."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from authwizard.files.formats.format import Writing
from authwizard.files.formats.table import FORMATS
from authwizard.request.draft import Draft

from . import hostile
from .pairs import Pair
from .presets import shipped
from .stage import Outcome
from .tools import install

_SAMPLE: Final = 15
_CONFIG: Final = {
    # What `npm create amplify` writes, and what an editor would complain about beside.
    "compilerOptions": {
        "target": "es2022",
        "module": "es2022",
        "moduleResolution": "bundler",
        "resolveJsonModule": True,
        "esModuleInterop": True,
        "forceConsistentCasingInFileNames": True,
        "strict": True,
        "skipLibCheck": True,
        "noEmit": True,
        "noUnusedLocals": True,
        "noUnusedParameters": True,
        "exactOptionalPropertyTypes": False,
        "types": [],
    },
    "include": ["*/amplify/**/*.ts"],
}
_PLANTED: Final = "planted"
_ERROR: Final = re.compile(r"(?P<project>[^/]+)/amplify/\S+\(\d+,\d+\): error ")


def prove_types(pairs: Sequence[Pair], count: int, seed: int) -> Outcome:
    """Compile the shipped presets, a sample of the pairs and of hostile requests; a planted mistake has to be found."""
    presets = shipped()
    drafts = dict(presets)
    drafts |= {f"pair-{pair.number}": pair.draft for pair in pairs[:: max(1, len(pairs) // _SAMPLE)]}
    drafts |= {
        f"hostile-{number}": Draft.from_tree("create", request)
        for number, request in enumerate(hostile.requests(min(count, _SAMPLE), seed), 1)
    }
    projects = {name: FORMATS["gen2"].files(draft, Writing()) for name, draft in drafts.items()}
    first = next(iter(projects.values()))
    wrong = {path: text.replace("loginWith:", "loginwith:") for path, text in first.items()}
    lines = _compiled({**projects, _PLANTED: wrong})
    found = [line for line in lines if not line.startswith(_PLANTED)]
    if len(found) == len(lines):
        found.append("tsc did not find the mistake that was planted")
    bad = {match["project"] for line in found if (match := _ERROR.match(line))}
    right = len(projects) - len(bad)
    told = (
        f"tsc --strict: {right} of {len(projects)} projects, among them the {len(presets)} presets that ship"
    )
    return Outcome(told, found)


def _compiled(projects: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return what tsc says of projects, one line for each mistake, the path of its file first."""
    folder = install() / "typed"
    shutil.rmtree(folder, ignore_errors=True)
    for name, files in projects.items():
        write(folder / name, files)
    (folder / "tsconfig.json").write_text(json.dumps(_CONFIG), encoding="utf-8")
    tsc = folder.parent / "node_modules" / "typescript" / "bin" / "tsc"
    command = ["node", str(tsc), "--project", str(folder), "--pretty", "false"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = (ran.stdout + ran.stderr).splitlines()
    return [line for line in said if line and not line.startswith(" ")]


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        at = folder / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8", newline="")
