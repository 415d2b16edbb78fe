"""The makers' own tools that run on node: where they are installed, and how one is asked."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
FOLDER: Final = ROOT / "build" / "prove"
"""Where the tools are installed; nothing outside it is touched."""


class ToolsError(Exception):
    """The tools are not there: no node, or they could not be installed. The message says what and how to mend it."""


def install() -> Path:
    """Install what package.json names into build/prove, once, and return that folder.

    Raises:
        ToolsError: node or npm is missing, or npm could not install.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise ToolsError("node and npm are needed (https://nodejs.org, 20 or newer): nothing was proven.")
    wanted = (HERE / "package.json").read_text(encoding="utf-8")
    done = FOLDER / "installed.json"
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return FOLDER
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "package.json").write_text(wanted, encoding="utf-8")
    print("Installing the makers' tools into build/prove …", flush=True)
    command = [
        npm,
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--no-package-lock",
        "--loglevel=error",
    ]
    ran = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise ToolsError(f"npm could not install the tools: nothing was proven.\n{ran.stderr.strip()}")
    done.write_text(wanted, encoding="utf-8")
    return FOLDER


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
