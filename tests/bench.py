"""Prints how long the commands take: `make bench`.

Every figure is of whole processes. The two fast commands are measured in turn with the AWS CLI doing
something comparable, so that a slow moment of the machine hits both; the ratio is taken pair by pair.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 10
FILES = 1000
AWS = ("amplifybackend", "create-backend-auth", "--generate-cli-skeleton")


def main() -> None:
    """Measure, and print each figure beside its bound."""
    authwizard, aws = _program("authwizard"), _program("aws")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "request.json"
        target = ["--app-id", "d1a2b3c4d5", "--backend-environment-name", "dev", "--resource-name", "myauth"]
        _run([authwizard, "export", "email-optional-totp", *target, "-o", str(file)])
        print(f"Median of {RUNS} whole processes, in turn with: aws {' '.join(AWS)}")
        _compare("authwizard --version", [authwizard, "--version"], [aws, *AWS], 0.15)
        _compare("authwizard check FILE", [authwizard, "check", str(file)], [aws, *AWS], 0.40)
        _many(authwizard, file)


def _compare(title: str, ours: Sequence[str], theirs: Sequence[str], bound: float) -> None:
    for command in (ours, theirs):
        _run(command)
    pairs = [(_run(ours)[0], _run(theirs)[0]) for _ in range(RUNS)]
    mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(first / second for first, second in pairs)
    print(f"{title:24}{mine:8.3f} s  aws {other:.3f} s  ratio {ratio:.3f} (bound {bound:.2f})")


def _many(authwizard: str, file: Path) -> None:
    """Check many files in one call."""
    names = [f"{number}.json" for number in range(FILES)]
    for name in names:
        shutil.copyfile(file, file.parent / name)
    runs = [_run([authwizard, "check", *names], folder=file.parent) for _ in range(3)]
    seconds = statistics.median(run[0] for run in runs)
    mebibytes = max(run[1] for run in runs)
    print(
        f"{f'check of {FILES} files':24}{seconds:8.3f} s  {seconds / FILES * 1000:.2f} ms a file (bound 2)  "
        f"peak {mebibytes:.1f} MiB (bound 60)"
    )


def _run(command: Sequence[str], folder: Path | None = None) -> tuple[float, float]:
    """Run a command to its end and return its seconds and its peak resident memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:3])} ended with status {process.returncode}")
    # Kibibytes on Linux, bytes on macOS.
    return seconds, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _program(name: str) -> str:
    """Return the program that stands beside the running interpreter."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise SystemExit(f"There is no {path}: make bench installs what it needs.")
    return str(path)


if __name__ == "__main__":
    main()
