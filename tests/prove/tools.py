"""The makers' own tools that run on node: where they are installed, and how one is asked."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
FOLDER: Final = ROOT / "build" / "prove"
"""Where the tools are installed; nothing outside it is touched."""


_OLDEST: Final = 20
"""The first version of node that Amplify's packages take."""
_PATIENCE: Final = 300
"""Seconds that npm may take: some 600 packages, 900 MB; a minute where the network is quick."""
_ANSWER: Final = 60
"""Seconds in which a registry has to answer at all: npm itself would try for many minutes."""
_AT_ONCE: Final = ("--fetch-retries=0", "--fetch-timeout=20000", "--loglevel=error")
_QUIETLY: Final = ("--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--loglevel=error")


class ToolsError(Exception):
    """The tools are not there: no node, or they could not be installed. The message says what and how to mend it."""


def install() -> Path:
    """Install what package.json names into build/prove, once, and return that folder.

    The versions in package.json are exact. There is no lock file: it would hold a registry's address.

    Raises:
        ToolsError: node or npm is missing or too old, or npm could not install.
    """
    npm = _npm()
    wanted = (HERE / "package.json").read_text(encoding="utf-8")
    done = FOLDER / "installed.json"
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return FOLDER
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "package.json").write_text(wanted, encoding="utf-8")
    _run_npm(npm, ("view", "constructs", "version", *_AT_ONCE), _ANSWER, "npm reaches no registry")
    print("Installing the makers' tools into build/prove (some 900 MB) …", flush=True)
    _run_npm(npm, ("install", *_QUIETLY), _PATIENCE, "npm could not install the makers' tools")
    done.write_text(wanted, encoding="utf-8")
    return FOLDER


def _run_npm(npm: str, arguments: Sequence[str], seconds: int, failed: str) -> None:
    """Run npm in the folder of the tools.

    Raises:
        ToolsError: It failed, or took longer than that.
    """
    try:
        ran = subprocess.run(
            [npm, *arguments], cwd=FOLDER, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise ToolsError(f"Nothing was proven: {failed} within {seconds} seconds.") from None
    if ran.returncode:
        said = " ".join(ran.stderr.split())[:300]
        raise ToolsError(f"Nothing was proven: {failed}. {said}")


def _npm() -> str:
    """Return npm's path, if node is there and new enough.

    Raises:
        ToolsError: It is not.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise ToolsError(
            f"Nothing was proven: it needs node {_OLDEST} or newer with npm (https://nodejs.org)."
        )
    ran = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.", ran.stdout)
    if found is None or int(found[1]) < _OLDEST:
        raise ToolsError(
            f"Nothing was proven: node is {ran.stdout.strip()}, and it needs {_OLDEST} or newer."
        )
    return npm


def ask(script: str, question: Any) -> Any:
    """Run a script of this folder on node, with a JSON document on standard input, and return the one that it prints.

    The script is copied into the folder of the tools, since node looks for modules beside it.

    Raises:
        RuntimeError: The script failed; what it printed on standard error is the message.
    """
    folder = install()
    shutil.copy(HERE / script, folder / script)
    ran = subprocess.run(
        ["node", folder / script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"{script}: {ran.stderr.strip()[-4000:]}")
    return json.loads(ran.stdout)
