"""The questions about the values of members, one class for each kind of field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from authwizard.request.client_file import fill_from_client_file, holds_client_secret
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, set_value
from authwizard.request.fields import Field, position
from authwizard.request.markers import Between
from authwizard.request.steps import step_of
from authwizard.request.summary import full_title, value_texts
from authwizard.request.tree import ABSENT
from authwizard.request.typed import read, read_uris
from authwizard.terminal_text import shorten

from . import commands
from .console import Console, NoTextError
from .explain import changed, explained, limits, requirement
from .question import NotUnderstoodError, Question

_SHOWN: Final = 200
"""Most characters of an answer that a prompt repeats."""
_RANGE: Final = re.compile(r"(\d{1,3})-(\d{1,3})", re.ASCII)
_REPLACING: Final = re.compile(r"(\d{1,4})\s+(\S.*)")


class ValueQuestion(Question):
    """What a member is to hold. The base is that of a short text, or of a number; what is none is kept and reported."""

    is_judged: ClassVar[bool] = True

    def __init__(self, field: Field) -> None:
        super().__init__(step_of(field.path), position(field.path) + 1, field.path)
        self.field = field

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`: what is asked for, until it is answered."""
        return (self.field.help,) if draft.get(self.path) is ABSENT else ()

    def title(self, draft: Draft) -> str:
        """Return what is asked for, and whether it has to be given."""
        parts = [full_title(self.field)]
        if isinstance(self.field.limit, Between):
            parts.append(limits(self.field))
        if draft.get(self.path) is ABSENT:
            parts.append(requirement(self.field, draft))
        return ", ".join(parts)

    def now(self, draft: Draft) -> str:
        """Return what is there, to be said in the prompt; empty where nothing is."""
        held = draft.get(self.path)
        if held is ABSENT:
            return ""
        return f", now {shorten(', '.join(value_texts(self.field, held)), _SHOWN)}"

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        return self.title(draft) + self.now(draft)

    def read(self, text: str, draft: Draft, console: Console) -> Edit:
        """See `Question`."""
        filled = fill_from_client_file(self.field, text, draft)
        if filled is not None:
            return filled
        if holds_client_secret(text):  # only the beginning of a file, and of several lines that follow
            raise NotUnderstoodError(
                "Give the client ID alone: what was given holds a secret, and was not taken."
            )
        value = self.value(text.strip(), draft)
        if self.field.kind == "text" and value != text.strip():
            console.say(f"Taken as {value}.")
        return set_value(draft, self.path, value)

    def value(self, text: str, draft: Draft) -> Any:
        """Return the value that an answer stands for."""
        return read(self.field, text)

    def leave_out(self, draft: Draft) -> Edit:
        """See `Question`; a list that has to be there becomes empty."""
        is_kept = self.field.is_list and draft.operation in self.field.required
        return set_value(draft, self.path, [] if is_kept else ABSENT)

    def change(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return changed(self.field, draft)

    def explain(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return explained(self.field, draft)


class ChoiceQuestion(ValueQuestion):
    """One of several values, or true or false: by its number, or its name."""

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        lines = (f"{at} {line}" for at, line in enumerate(self.lines(draft), 1))
        return (f"{self.title(draft)}.", *super().introduction(draft), *lines)

    def options(self, draft: Draft) -> list[Any]:
        """Return the values that can be chosen; one that a file brought and that is no choice comes last."""
        known: list[Any] = [True, False] if self.field.meanings else list(self.field.choices)
        held = draft.get(self.path)
        items = held if isinstance(held, list) and self.field.is_list else [held]
        return known + [
            item for at, item in enumerate(items) if item is not ABSENT and item not in known + items[:at]
        ]

    def lines(self, draft: Draft) -> list[str]:
        """Return what is said of each value."""
        return [self._line(value) for value in self.options(draft)]

    def _line(self, value: Any) -> str:
        (text,) = value_texts(self.field, value) if not isinstance(value, list) else (str(value),)
        choice = self.field.choices.get(value) if isinstance(value, str) else None
        if choice:
            return f"{choice.label}: {choice.explanation}"
        return text if self.field.meanings and isinstance(value, bool) else f"{text}: not one of the choices"

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        held, options = draft.get(self.path), self.options(draft)
        title = f"{full_title(self.field)}, number"
        if held is ABSENT:
            return title
        return f"{title}, now {options.index(held) + 1}: {shorten(value_texts(self.field, held)[0], _SHOWN)}"

    def value(self, text: str, draft: Draft) -> Any:
        """See `ValueQuestion`."""
        return self.chosen(text, draft)

    def chosen(self, text: str, draft: Draft) -> Any:
        """Return the value of a number, or of a name as the form or the API has it."""
        options = self.options(draft)
        number = commands.position_of(text, len(options))
        if number is not None:
            return options[number]
        named: Any = commands.yes_or_no(text) if self.field.meanings else None
        for value, choice in self.field.choices.items():
            if text.casefold() in (value.casefold(), choice.label.casefold()):
                named = value
        if named is None:
            raise NotUnderstoodError(f"Type a number from 1 to {len(options)}.")
        return named


class ChoicesQuestion(ChoiceQuestion):
    """Any of several values, in the order in which they are named."""

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        held = draft.get(self.path)
        title = f"{full_title(self.field)}, numbers"
        if not isinstance(held, list) or not held:
            return f"{title}, such as 1,{min(3, len(self.options(draft)))}{self.now(draft)}"
        options = self.options(draft)
        numbers = ",".join(str(options.index(item) + 1) for item in held)
        return f"{title}, now {numbers}: {shorten(', '.join(value_texts(self.field, held)), _SHOWN)}"

    def value(self, text: str, draft: Draft) -> Any:
        """See `ValueQuestion`."""
        chosen = [self._one_of_several(part, draft) for part in self._parts(text, draft)]
        if not chosen:
            raise NotUnderstoodError(self._how(draft))
        return [value for at, value in enumerate(chosen) if value not in chosen[:at]]

    def _how(self, draft: Draft) -> str:
        """Say how several are named, with numbers that there are."""
        count = len(self.options(draft))
        return f"Type numbers, such as 1,{min(3, count)} or 1-{min(4, count)}."

    def _parts(self, text: str, draft: Draft) -> list[str]:
        """Return what is named, one by one: numbers with commas or blanks, ranges, and names with commas."""
        if re.fullmatch(r"[\d\s,-]+", text, re.ASCII):
            text = re.sub(r"\s*-\s*", "-", text).replace(" ", ",")
        parts = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            between = _RANGE.fullmatch(part)
            if between is None:
                parts.append(part)
            else:
                first, last = int(between[1]), int(between[2])
                if first > last:
                    raise NotUnderstoodError(
                        f"{part} is no range: the lower number comes first. {self._how(draft)}"
                    )
                parts += [str(number) for number in range(first, last + 1)]
        return parts

    def _one_of_several(self, part: str, draft: Draft) -> Any:
        try:
            return self.chosen(part, draft)
        except NotUnderstoodError as error:
            why = f"{shorten(part, _SHOWN)} is none of the choices."
            raise NotUnderstoodError(f"{why} {error} {self._how(draft)}") from None


class MessageQuestion(ValueQuestion):
    """A text of several lines, which a line with a dot alone ends."""

    def now(self, draft: Draft) -> str:
        """See `ValueQuestion`."""
        held = draft.get(self.path)
        if not isinstance(held, str) or "\n" not in held:
            return super().now(draft)
        first = shorten(held.split("\n", 1)[0], _SHOWN)
        return f", now {held.count(chr(10)) + 1} lines that begin with {first}"

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        return f"{super().prompt(draft)}. Any number of lines, then a dot alone"

    def read(self, text: str, draft: Draft, console: Console) -> Edit:
        """See `Question`."""
        lines, line, trouble = [], text, ""
        while line.strip() != ".":
            lines.append(commands.undotted(line))
            try:
                line = console.read_on()
            except NoTextError as error:  # what follows belongs to the same text all the same
                line, trouble = "", str(error)
        if trouble or not lines:
            raise NotUnderstoodError(trouble or "Nothing was typed before the dot.")
        return set_value(draft, self.path, "\n".join(lines))

    def explain(self, draft: Draft) -> Sequence[str]:
        """See `Question`; the whole text is part of it."""
        held = draft.get(self.path)
        whole = [f"Now it is:\n{held}"] if isinstance(held, str) else []
        return (*super().explain(draft), *"\n".join(whole).splitlines())


class UrisQuestion(ValueQuestion):
    """A list of addresses, one after the other."""

    goes_on: ClassVar[bool] = False

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        held = draft.get(self.path)
        if not isinstance(held, list):
            return (f"{self.title(draft)}, {limits(self.field)}.", self.field.help)
        if not held:
            return (f"{full_title(self.field)}: the list is empty, and sent so.",)
        texts = value_texts(self.field, held)
        return (f"{full_title(self.field)}, now:", *(f"{at} {text}" for at, text in enumerate(texts, 1)))

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        if not draft.get(self.path, None):
            return f"{full_title(self.field)}: an address, or Enter to go on"
        return "Another address, a number to remove one, or Enter to go on"

    def follow_up(self, before: Draft, after: Draft) -> Sequence[str]:
        """See `Question`; the numbers are said anew where they are others now."""
        had, held = before.get(self.path, []), after.get(self.path, [])
        is_longer = isinstance(had, list) and isinstance(held, list) and len(held) > len(had)
        return (f"{len(held)} now.",) if is_longer else self.introduction(after)

    def value(self, text: str, draft: Draft) -> Any:
        """See `ValueQuestion`: addresses are added, a number removes one, both together replace one."""
        held = draft.get(self.path)
        uris = list(held) if isinstance(held, list) else []
        replacing = _REPLACING.fullmatch(text)
        number = commands.position_of(replacing[1] if replacing else text, len(uris))
        if number is not None:
            uris[number : number + 1] = (read_uris(replacing[2]) or [replacing[2]]) if replacing else []
        elif text.isdecimal():
            raise NotUnderstoodError("There is no entry of that number.")
        else:
            found = read_uris(text)
            if not found:  # a bracket of a list that is pasted line by line
                raise NotUnderstoodError("There is no address in this line.")
            uris += found
        return uris
