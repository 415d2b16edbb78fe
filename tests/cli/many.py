"""Exporting one request for many targets."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cli.calls import call

APPS, ENVIRONMENTS = ("d1a2b3c4d5", "d9z8y7x6w5"), ("dev", "prod")
NAMES = tuple(f"{app}-{env}.json" for app in APPS for env in ENVIRONMENTS)
LAST = "https://shop.example.com/"
URIS = "[target.request.ResourceConfig.UserPoolConfigs.OAuth]\nRedirectSignInURIs = "
GOOGLE = (
    "[target.request.ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings.Google]\nClientSecret = "
)


def target(app: str, env: str, more: str = "") -> str:
    return f"[[target]]\napp = {json.dumps(app)}\nenv = {json.dumps(env)}\n{more}\n"


def four(more: str = "") -> str:
    """Return a targets file of two apps in two environments, the last with `more`."""
    texts = [target(app, env) for app in APPS for env in ENVIRONMENTS]
    return "".join(texts) + more


def export(source: str, text: str, template: Path | str, *args: str, **options: Any) -> Any:
    """Export for the targets of a text."""
    file = Path(source).parent / "targets.toml" if "/" in source else Path(str(template)).parent / "t.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return call("export", source, "--for", str(file), "-o", str(template), *args, **options)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def two(source: str, text: str, template: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Export for the targets of a text in a format of two files."""
    file = Path(source).parent / "targets.toml"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "tests.cli.two_files", "export", source, "--format", "two"]
    return subprocess.run(
        [*command, "--for", str(file), "-o", str(template), *args],
        capture_output=True,
        text=True,
        check=False,
    )
