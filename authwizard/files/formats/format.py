"""What a format is: how a draft is written in it and read from it, and what is to be said of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.tree import Tree, format_path

from ..loaded import Document, Loaded
from .loss import Loss

__all__ = ["Document", "Format", "Loss", "Writing", "body_of", "one_file"]


@dataclass(frozen=True)
class Writing:
    """How a draft is to be written.

    Attributes:
        redact: Whether marks stand for its secrets, which `check` reports as `placeholder`.
        folder: The folder in which the file will stand; None where nobody knows.
        title: Its title, for a format that has one.
        description: Its description, likewise.
        plain_names: Whether names stay as they are given; else the environment's name is put behind them, as Gen 1
            does it. Only a format that puts names together looks at it.
    """

    redact: bool = False
    folder: Path | None = None
    title: str = ""
    description: str = ""
    plain_names: bool = False


def _loses_nothing(draft: Draft, writing: Writing) -> tuple[Loss, ...]:
    return ()


def _advises_nothing(draft: Draft) -> tuple[Problem, ...]:
    return ()


def _waives_nothing(problem: Problem) -> bool:
    return False


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        name: Its name, which `--format` takes and `Loaded.format` has.
        suffixes: The suffixes of its files, in lower case, the usual one first.
        title: What a file of it is, in a few words.
        help: What it is for, as the rest of a line that begins with its name.
        write: Returns the files that a draft makes: the text of each by its path below the destination, or by
            "" where the destination itself is the file. The draft's secrets are resolved, unless marks stand
            for them or the format holds none. It raises UnwritableError where the format cannot hold the draft,
            and ValueError where a secret is not resolved. None for a format that is only read.
        read: Makes a draft of a document; it raises UnreadableError. None for a format that is only written.
        recognises: Whether a tree is of this format and no plain request; None where no tree is.
        lost: Says what the files do not hold, and what they hold beside; of a draft with errors it says nothing.
        waives: Whether an error is no obstacle, since the files have no place for what it is about.
        needs_whole: Whether it needs the whole request, so that of an update it has to know what the backend has.
        puts_names: Whether it puts names together, so that `Writing.plain_names` counts.
        own_names: Whether its members have other names and other places than those of a request.
        holds_secrets: Whether its files hold secrets themselves; else they are left out, or named by reference.
        is_folder: Whether it is several files, for which the destination is their folder.
        usual: Where its files are usually put, if not under the name of the call: `{command}` is that name.
        command: Returns the shell's command that sends a file, or deploys it, for the draft in it and the path.
        advice: Returns what is to be known of the program that reads the file.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    help: str
    write: Callable[[Draft, Writing], Mapping[str, str]] | None = None
    read: Callable[[Document], Loaded] | None = None
    recognises: Callable[[Tree], bool] | None = None
    lost: Callable[[Draft, Writing], tuple[Loss, ...]] = _loses_nothing
    waives: Callable[[Problem], bool] = _waives_nothing
    needs_whole: bool = False
    puts_names: bool = False
    own_names: bool = False
    holds_secrets: bool = True
    is_folder: bool = False
    usual: str = ""
    command: Callable[[Draft, str], str] | None = None
    advice: Callable[[Draft], tuple[Problem, ...]] = _advises_nothing

    def lacks_state(self, draft: Draft) -> bool:
        """Return whether it refuses an update, right or wrong, since nobody knows what the backend has."""
        return self.needs_whole and draft.operation == "update" and draft.baseline is None

    def blocking(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the errors for which a draft is not written."""
        return tuple(each for each in problems if each.severity == "error" and not self.waives(each))

    def files(self, draft: Draft, writing: Writing) -> Mapping[str, str]:
        """Return what `write` does.

        Raises:
            ValueError: The draft cannot be written (UnwritableError), or a secret is not resolved.
            TypeError: The format is only read.
        """
        if self.write is None:
            raise TypeError(f"{self.name} is only read")
        return self.write(draft, writing)

    def losses(self, draft: Draft, writing: Writing) -> tuple[Loss, ...]:
        """Return what is to be said before a draft is written; its secrets need not be resolved."""
        told = self.lost(draft, writing)
        if self.holds_secrets and writing.redact and draft.secrets:
            names = ", ".join(format_path(path) for path in draft.secrets)
            mark = f"A mark stands for each secret, which `authwizard check` reports: {names}."
            told += (Loss("lost", "", mark),)
        return told

    def is_private(self, draft: Draft, writing: Writing) -> bool:
        """Return whether the files hold a secret, so that only their owner may read them."""
        return self.holds_secrets and not writing.redact and bool(draft.secrets)


def one_file(text: str) -> dict[str, str]:
    """Return what a format of one file writes."""
    return {"": text}


def body_of(draft: Draft, writing: Writing) -> Tree:
    """Return a draft's request with its secrets, or with the marks that stand for them.

    Raises:
        ValueError: A secret is not resolved.
    """
    return draft.body("redacted" if writing.redact else "real")
