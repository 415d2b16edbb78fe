"""What the start screen offers, as data: drafts, something new, presets. What asks something is the screen's own."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from authwizard.files.autosave import Autosaved, list_autosaves, open_autosaves
from authwizard.files.description import parts_of
from authwizard.files.kept import backend_of, when
from authwizard.files.presets import PresetInfo, delete_preset, in_natural_order, list_presets
from authwizard.files.removed import Removed, removed
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.places import SERVICE
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP, unanswered
from authwizard.request.summary import Entry as SummaryEntry
from authwizard.request.summary import sections
from authwizard.request.wording import place_in_form
from authwizard.session import NOTHING, Session
from authwizard.session.keeper import DraftKeeper, lost_note, resumed, throw_away

_SERVICE: Final = place_in_form(SERVICE)

NEW: Final[tuple[tuple[Operation, str, str], ...]] = (
    ("create", "New sign-in system", "Build a CreateBackendAuth request, step by step, from nothing."),
    (
        "update",
        "Change an existing one",
        "Build an UpdateBackendAuth request: only the blocks that you touch are sent.",
    ),
)


@dataclass(frozen=True, slots=True)
class Card:
    """What an entry is, to be read beside it. Its texts may come from files; who draws them makes them visible."""

    title: str
    kind: str = ""
    """In a word or two what it makes: "create"."""
    source: str = ""
    """Where it is from."""
    about: tuple[str, ...] = ()
    """What it is, a paragraph each."""
    error: str = ""
    """Why it cannot be opened."""
    steps: tuple[tuple[str, str], ...] = ()
    """The steps, and in short what it sets of each; "" where nothing."""
    asks: tuple[str, ...] = ()
    """What is still to be given."""
    replace: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the start screen."""

    label: str
    card: Callable[[], Card]
    """What it is; made when it is first shown, since that takes reading."""
    name: str = ""
    """The name of a preset, by which it is found as well."""
    tag: str = ""
    """What stands at the right of its line."""
    short: str = ""
    """The label where there is little room; "" where that is cut."""
    open: Callable[[], Session] | None = None
    """Makes what the wizard starts from."""
    work: Callable[[], Coroutine[None, None, None]] | None = None
    """What has to ask something first."""
    discard: Callable[[], Removed | None] | None = None
    """Throws away what it stands for."""
    asks: str = ""
    """What to ask before that."""
    refusal: str = ""
    """Why it cannot be opened now."""
    is_broken: bool = False
    file: Path | None = None
    """The file of a draft, which another wizard may take, write and leave while it is listed here."""

    @property
    def may_go(self) -> bool:
        """Whether it can be thrown away, at least once another wizard leaves it."""
        return self.discard is not None or bool(self.refusal)

    def is_same(self, other: Entry) -> bool:
        """Whether it stands for what another one stood for when it was made."""
        return (self.file, self.file or self.label) == (other.file, other.file or other.label)


def new_entry(operation: Operation, label: str, about: str) -> Entry:
    """Offer to begin from nothing."""
    card = Card(label, operation, about=(about,))
    return Entry(label, lambda: card, tag=operation, open=lambda: Session(Draft.new(operation)))


# Drafts


def draft_entries(keeper: DraftKeeper) -> Iterator[Entry]:
    """Offer the drafts that were kept, then those that are open elsewhere."""
    now = datetime.now().astimezone()
    for saved in (*list_autosaves(), *open_autosaves()):
        yield _draft_entry(keeper, saved, now)


def _draft_entry(keeper: DraftKeeper, saved: Autosaved, now: datetime) -> Entry:
    backend, kept = backend_of(saved), when(saved.saved_at, now)
    origin = "" if saved.origin == NOTHING and backend else saved.origin
    named = ", ".join(name for name in (origin, backend) if name)
    short = backend or f"Draft · {saved.origin}"
    if saved.is_open:
        why = "It is open in another wizard. Go on there, or close it there first."
        return Entry(
            f"Draft · {named}",
            lambda: _draft_card(saved, named, kept, why),
            tag="open elsewhere",
            short=short,
            refusal=why,
            file=saved.path,
        )
    return Entry(
        f"Draft · {named}",
        lambda: _draft_card(saved, named, kept, "Enter goes on where you left it. Delete discards it."),
        tag=kept,
        short=short,
        open=lambda: resumed(keeper, saved),
        discard=lambda: throw_away(saved),
        file=saved.path,
    )


def _draft_card(saved: Autosaved, named: str, kept: str, last: str) -> Card:
    came = "begun from nothing" if saved.origin == NOTHING else f"begun from {saved.origin}"
    told = (f"Kept {kept}; {came}.", *lost_note(saved), last)
    source = f"draft · {backend_of(saved) or 'no target yet'}"
    return _with_facts(Card(f"Draft · {named}", saved.draft.operation, source, told), saved.draft)


# Presets


def preset_entries() -> tuple[list[Entry], list[Entry]]:
    """Offer the user's own presets, in the natural order of their titles, and those that ship."""
    presets = list_presets()
    own = in_natural_order([info for info in presets if not info.shipped])
    return [_preset_entry(info) for info in own], [_preset_entry(info) for info in presets if info.shipped]


def _preset_entry(info: PresetInfo) -> Entry:
    source = info.name if info.shipped else str(info.path)
    title = info.title or info.name
    return Entry(
        title,
        lambda: _preset_card(info, source),
        name=info.name,
        tag=info.operation if info.operation == "update" or not info.shipped else "",
        open=lambda: Session.of(load(source)),
        discard=None if info.shipped else lambda: removed(info.path, lambda: delete_preset(info.name)),
        is_broken=bool(info.error),
    )


def _preset_card(info: PresetInfo, source: str) -> Card:
    """Say what a preset is for, what it sets step by step, and what is still to be given."""
    kind = f"shipped · {info.name}" if info.shipped else f"yours · {info.name}"
    told = parts_of(info.description)
    if info.error:
        return Card(info.title, "", kind, error=info.error)
    about = (told.about,) if told.about else ()
    card = Card(info.title, info.operation, kind, about, replace=told.replace, then=told.then)
    return _with_facts(card, load(source).draft)


def _with_facts(card: Card, draft: Draft) -> Card:
    """Add what a draft holds of each step, and what it leaves open."""
    held = {step: _in_short(entries) for step, entries in sections(draft)}
    steps = tuple((step.title, held.get(step, "")) for step in STEPS if step not in (TARGET_STEP, REVIEW))
    return replace(card, steps=steps, asks=tuple(place_in_form(path) for path in unanswered(draft)))


def _in_short(entries: tuple[SummaryEntry, ...]) -> str:
    """Say in a line what is held of a step: of a long list only how long it is."""
    return ", ".join(
        f"{len(entry.values)} × {entry.title}" if len(entry.values) > 2 else ", ".join(entry.values)
        for entry in entries
        if entry.title != _SERVICE  # which has but one value
    )
