"""The markers with which the shapes declare what a member is; pydantic enforces them and the form reads them.

Each limit raises `PydanticCustomError` whose type is the id of the rule that it stands for, so that the
error of a model and the problem that a person sees are one thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .operation import BOTH, CREATE, Operation

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

JsonSchema = dict[str, Any]


@dataclass(frozen=True)
class About:
    """How a member is presented: its title, a one-line help, a longer one, an example, its name on the wire.

    `wire` is given where it is not the name with a small first letter; `kind` where the type does not tell
    how the member is asked for: "message" (a text of several lines) or "key" (a PEM key); `needed` says when a member
    is needed that the API calls optional (where its absence is an error or a warning it is not optional), and
    `needed_update` the same of an update, where that differs; `unset` for what happens where it is left out, and
    `unset_update` for what happens then in an update, where that differs.
    """

    title: str
    help: str
    more: str = ""
    example: Any = None
    wire: str = ""
    kind: str = ""
    needed: str = ""
    needed_update: str | None = None
    unset: str = ""
    unset_update: str = ""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        examples = {} if self.example is None else {"examples": [self.example]}
        return {
            **handler(schema),
            "title": self.title,
            "description": f"{self.help} {self.more}".strip(),
            **examples,
        }


@dataclass(frozen=True)
class Required:
    """The member must be given on `operations`, else the rule `rule` is broken.

    `fix` says what to give, as a template of `wording`; without it the rule's own fix does.
    """

    rule: str
    operations: tuple[Operation, ...] = BOTH
    fix: str = ""


@dataclass(frozen=True)
class Only:
    """The member exists on `operations` alone; elsewhere the rule `rule` is broken."""

    rule: str
    operations: tuple[Operation, ...] = CREATE


@dataclass(frozen=True)
class Meanings:
    """What true and what false mean, spelled out."""

    true: str
    false: str


@dataclass(frozen=True)
class Block:
    """An optional structure that is absent until it is turned on; `switch` is the label of its switch.

    A form offers one that is `deprecated` only where it is there already.
    """

    switch: str
    deprecated: bool = False


@dataclass(frozen=True)
class UsedWith:
    """The member is of use only where `member`, which stands beside it, has one of `answers` or holds one.

    A form asks for it only then; with `set_aside`, an answer that leaves it without use also takes it out.
    """

    member: str
    answers: tuple[str, ...]
    set_aside: bool = False

    def fits(self, answer: Any) -> bool:
        """Whether an answer, or one item of a list, is among those with which the member is of use."""
        return any(item in self.answers for item in (answer if isinstance(answer, list) else [answer]))


@dataclass(frozen=True)
class Inside:
    """Texts that hold the value, and that people paste for it: of one that a regex matches whole, group 1 is taken."""

    regexes: tuple[str, ...]


@dataclass(frozen=True)
class Secret:
    """The value is a secret: never shown, logged or stored.

    `variable` and `file` are examples of an environment variable and of a file in which it may stand.
    """

    variable: str = ""
    file: str = ""


class Claim(NamedTuple):
    """What a provider calls an attribute, and the scope that lets Cognito ask for it."""

    name: str
    scope: str


@dataclass(frozen=True)
class Provider:
    """The structure is a social provider.

    `claims` has what it can say of a user, by sign-up attribute; `username` is the claim that Amplify maps to the user
    name, where there is one. `scopes` are asked for in any case, and `separator` stands between scopes. `redirects` is
    what it calls the list in which Cognito's redirect URI is to be registered.
    """

    claims: Mapping[str, Claim]
    redirects: str = "the redirect URIs"
    username: Claim | None = None
    scopes: tuple[str, ...] = ()
    separator: str = " "


@dataclass(frozen=True)
class Sensitive:
    """The service's model marks the structure sensitive: shown to its user, kept out of logs."""


@dataclass(frozen=True)
class Choice:
    """One value of an enum as people see it."""

    label: str
    explanation: str


class Judge:
    """A marker that judges a value, or each item of a list.

    `core_schema` is what it asks of pydantic's core. A model of pydantic's own reads it through the hook; the request's
    validator (`model.py`) calls it directly, which spares the 60 ms that such a model takes to build at each start.
    """

    def core_schema(self, inner: CoreSchema) -> CoreSchema:
        """Return the schema that judges a value by this marker; `inner` is the one of its type and earlier markers."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self.core_schema(handler(source))


def _breaks(rule: str, *, judged: bool) -> Exception:
    """Return the error of a broken rule; `judged` where the value is one that other rules can still judge."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError("rule" if judged else "wrong", "{rule}", {"rule": rule})


@dataclass(frozen=True)
class Choices(Judge):
    """The values of an enum, in the order in which they are offered, each explained.

    `refused` holds values that people expect and the API does not have, each with the rule that says so.
    """

    values: Mapping[str, Choice]
    refused: Mapping[str, str] = field(default_factory=dict)

    def core_schema(self, inner: CoreSchema) -> CoreSchema:
        """See `Judge`. A number in place of a text is another mistake than an unknown text, so `inner` comes first."""
        from pydantic_core import core_schema

        refusal = core_schema.no_info_plain_validator_function(self._refuse)
        choice = core_schema.custom_error_schema(
            core_schema.literal_schema(list(self.values)),
            # pydantic's own message repeats all choices for each of a long list's items.
            custom_error_type="no_choice",
            custom_error_message="not one of the choices",
        )
        return core_schema.chain_schema([inner, *([refusal] if self.refused else []), choice])

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        options = [
            {"const": value, "title": choice.label, "description": choice.explanation}
            for value, choice in self.values.items()
        ]
        return {"type": "string", "enum": list(self.values), "oneOf": options}

    def _refuse(self, value: Any) -> Any:
        if value in self.refused:
            raise _breaks(self.refused[value], judged=False)
        return value


@dataclass(frozen=True)
class Number(Judge):
    """A number, whole or not, of any size.

    true and false are none. The service's client takes them for numbers; `bool_rule` is the member's own rule on
    that, if it has one.
    """

    bool_rule: str = ""

    def core_schema(self, inner: CoreSchema) -> CoreSchema:
        """See `Judge`. Not `inner`: a float schema refuses whole numbers beyond a double, which the client takes."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._judge)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"type": "number"}

    def _judge(self, value: Any) -> Any:
        from pydantic_core import PydanticKnownError

        if isinstance(value, bool) and self.bool_rule:
            raise _breaks(self.bool_rule, judged=False)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PydanticKnownError("float_type")
        return value


class _Limit(Judge):
    """A limit: accepts a value or breaks a rule."""

    rule: str

    def accepts(self, value: Any) -> bool:
        """Whether a value of the right type keeps the limit."""
        return self._accepts(value)

    def _accepts(self, value: Any) -> bool:
        raise NotImplementedError

    def core_schema(self, inner: CoreSchema) -> CoreSchema:
        """See `Judge`."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self._judge, inner)

    def _judge(self, value: Any) -> Any:
        if not self._accepts(value):
            raise _breaks(self.rule, judged=True)
        return value


@dataclass(frozen=True)
class NotEmpty(_Limit):
    """An empty text breaks the rule."""

    rule: str

    def _accepts(self, value: Any) -> bool:
        return bool(value != "")


@dataclass(frozen=True)
class Length(_Limit):
    """A text of `least` to `most` characters (Unicode code points, as the service's models count them)."""

    least: int
    most: int
    rule: str

    def _accepts(self, value: Any) -> bool:
        return self.least <= len(value) <= self.most

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {**handler(schema), "minLength": self.least, "maxLength": self.most}


@dataclass(frozen=True)
class Between(_Limit):
    """A number from `least` to `most`."""

    least: int
    most: int
    rule: str

    def _accepts(self, value: Any) -> bool:
        return bool(self.least <= value <= self.most)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {**handler(schema), "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class AtMost:
    """A list of at most `most` items; the rule itself counts, since an item's mistake must not hide it."""

    most: int

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {**handler(schema), "maxItems": self.most}


@dataclass(frozen=True)
class Pattern(_Limit):
    """A text that `regex` matches whole; `most` is its greatest length, for the counter."""

    regex: str
    rule: str
    most: int
    matcher: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "matcher", re.compile(self.regex, re.ASCII))

    def _accepts(self, value: Any) -> bool:
        return self.matcher.fullmatch(value) is not None

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        # JSON Schema has no re.ASCII, and its `\w` is ASCII already (ECMA-262).
        return {**handler(schema), "pattern": f"^(?:{self.regex})$", "maxLength": self.most}


Limit = Length | Between | AtMost | Pattern
