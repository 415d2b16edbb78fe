"""The golden pairs, and the comparison of what a target makes with what Gen 1 makes of the same request."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, Tree

GOLDEN: Final = Path(__file__).with_name("gen1-golden.json")

Resources = Mapping[str, Mapping[str, Any]]
"""Properties by resource: UserPool, Client, Domain, IdentityPool, SnsRole, IdP.<name>, …; Cognito's own names."""


@dataclass(frozen=True)
class Pair:
    """A request of a creation, and the resources that Gen 1's own code makes of it."""

    number: int
    request: Tree
    gen1: Tree

    @property
    def draft(self) -> Draft:
        """The request as a draft."""
        return Draft.from_tree("create", self.request)

    @property
    def expected(self) -> Resources:
        """The resources of Gen 1 in the shape in which they are compared.

        A scalar gets the name of its property; `SmsConfiguration: true` stands for a role and an external id.
        """
        made = dict(self.gen1)
        providers = made.pop("IdPs", {})
        domain = made.pop("Domain", None)
        return {
            **made,
            **({"Domain": {"Domain": domain}} if domain else {}),
            **{
                f"IdP.{name}": {"authorize_scopes": each["scopes"], "AttributeMapping": each.get("map", {})}
                for name, each in providers.items()
            },
        }


@dataclass(frozen=True)
class Difference:
    """A property that differs; ABSENT where one side does not have it."""

    resource: str
    name: str
    gen1: Any
    target: Any

    def __str__(self) -> str:
        return f"{self.resource}.{self.name}: Gen 1 {_shown(self.gen1)}, here {_shown(self.target)}"


@dataclass(frozen=True)
class Allowed:
    """A difference that is meant: what it is, why, and which ones it covers."""

    name: str
    why: str
    covers: Callable[[Difference, Pair], bool]


@dataclass
class Verdict:
    """What came of the comparison of all pairs."""

    pairs: int = 0
    used: Counter[str] = field(default_factory=Counter)
    """In how many pairs each allowed difference stood."""
    wrong: list[str] = field(default_factory=list)
    """One line for each pair that differs otherwise, or could not be made."""


def read_pairs(path: Path = GOLDEN) -> list[Pair]:
    """Read golden pairs."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return [Pair(number, each["request"], each["gen1"]) for number, each in enumerate(document["pairs"], 1)]


def compare(pair: Pair, target: Resources) -> Iterator[Difference]:
    """Yield every property that differs from the pair's."""
    return differences(pair.expected, target)


def differences(expected: Resources, target: Resources) -> Iterator[Difference]:
    """Yield every property that differs. The order of a list means nothing to Cognito, and is not compared."""
    for resource in {**expected, **target}:
        ours, theirs = expected.get(resource, {}), target.get(resource, {})
        for name in {**ours, **theirs}:
            one, other = ours.get(name, ABSENT), theirs.get(name, ABSENT)
            if _unordered(one) != _unordered(other):
                yield Difference(resource, name, one, other)


def judge(pairs: Sequence[Pair], made: Iterable[Resources | str], allowed: Sequence[Allowed]) -> Verdict:
    """Compare each pair with what a target makes of it; a text in its place says why it could not be made."""
    verdict = Verdict(len(pairs))
    for pair, target in zip(pairs, made, strict=True):
        if isinstance(target, str):
            verdict.wrong.append(f"pair {pair.number}: {target}")
            continue
        found = list(compare(pair, target))
        covered = [
            (each, next((rule.name for rule in allowed if rule.covers(each, pair)), None)) for each in found
        ]
        verdict.used.update({name for _, name in covered if name})
        bad = [str(each) for each, name in covered if name is None]
        if bad:
            verdict.wrong.append(f"pair {pair.number}: {'; '.join(bad)}")
    return verdict


def _unordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _unordered(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return sorted((_unordered(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _shown(value: Any) -> str:
    return "nothing" if value is ABSENT else json.dumps(value, ensure_ascii=True, default=str)
