"""The proof of the format terraform: HashiCorp's parser and formatter, the provider's names and types, the pairs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from authwizard.files.formats.table import FORMATS, Writing
from authwizard.request import places
from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, Tree, get
from tests.files.test_shipped_presets import NAMES, completed

from .pairs import Allowed, Difference, Pair, Resources, Verdict, judge, read_pairs
from .terraform_plants import PLANTS
from .terraform_resources import SECRET, WrongError, resources_in
from .terraform_types import Expression, faults, shown, value_of
from .tools import ask

Files = Mapping[str, str]

_TEMPLATES: Final = (
    re.compile(r'"[\w+=,.@-]*-\$\{each\.key\}-"'),
    re.compile(
        r'"\$\{aws_cognito_user_pool_domain\.main\.domain\}\.auth\.'
        r'\$\{aws_cognito_user_pool_domain\.main\.region\}\.amazoncognito\.com"'
    ),
)
"""The only texts with something to be filled in: the names of roles, and the domain that an app is told."""
_STRING: Final = {
    "attribute_data_type": "String",
    "string_attribute_constraints": [{"min_length": "0", "max_length": "2048"}],
}
_LIMITS: Final = {
    "birthdate": {
        "attribute_data_type": "String",
        "string_attribute_constraints": [{"min_length": "10", "max_length": "10"}],
    },
    "updated_at": {
        "attribute_data_type": "Number",
        "number_attribute_constraints": [{"min_value": "0"}],
    },
}
_URLS: Final = {
    "attributes_url",
    "attributes_url_add_attributes",
    "authorize_url",
    "token_request_method",
    "token_url",
}
_FILLED_IN: Final = {
    "Facebook": _URLS | {"api_version"},
    "Google": _URLS | {"oidc_issuer"},
    "LoginWithAmazon": _URLS,
    "SignInWithApple": (_URLS | {"oidc_issuer"}) - {"attributes_url"},
}
_CREDENTIALS: Final = {
    "client_id": "ClientId",
    "client_secret": "ClientSecret",
    "team_id": "TeamId",
    "key_id": "KeyId",
    "private_key": "PrivateKey",
}


def prove(pairs: Sequence[Pair]) -> Verdict:
    """Compare what Terraform makes of each pair with Gen 1; look at the shipped presets, and for planted faults."""
    golden = read_pairs()
    written = {f"pair {pair.number}": _files(pair.draft) for pair in pairs}
    presets = {f"preset {name}": _files(completed(name)) for name in NAMES}
    plants = {name: _planted(name, golden) for name in PLANTS}
    faulty = {f"plant {name}": files for name, (_, files) in plants.items()}
    made = made_of({**written, **presets, **faulty})
    verdict = judge(pairs, [made[name] for name in written], ALLOWED)
    verdict.wrong += [f"{name}: {made[name]}" for name in presets if isinstance(made[name], str)]
    for name, (pair, _) in plants.items():
        if not judge([pair], [made[f"plant {name}"]], ALLOWED).wrong:
            verdict.wrong.append(f"the proof itself: {name} was planted, and not found")
    return verdict


def made_of(written: Mapping[str, Files]) -> Mapping[str, Resources | str]:
    """Return what the files of each folder set up, or why they do not, by the name of the folder."""
    texts = {f"{name}/{path}": text for name, files in written.items() for path, text in files.items()}
    answers = ask("terraform.mjs", {"files": texts})
    made: dict[str, Resources | str] = {}
    for name, files in written.items():
        told = {path: answers[f"{name}/{path}"] for path in files}
        try:
            made[name] = _made(files, told)
        except (KeyError, TypeError, ValueError) as error:
            made[name] = f"cannot be understood: {error!r}"
        except WrongError as error:
            made[name] = str(error)
    return made


def _made(files: Files, told: Mapping[str, Any]) -> Resources:
    tree: Tree = {}
    for path, text in files.items():
        answer = told[path]
        if "error" in answer:
            raise WrongError(f"{path}: {answer['error']}")
        if answer["formatted"] != text:
            raise WrongError(f"{path}: the formatter changes it")
        unknown = [each for each in answer["templates"] if not any(one.fullmatch(each) for one in _TEMPLATES)]
        if unknown:
            raise WrongError(f"{path}: a text is taken for a template: {unknown[0]!a}")
        tree |= value_of(answer["tree"])
    wrong = list(faults(tree, [each for answer in told.values() for each in answer["templates"]]))
    if wrong:
        raise WrongError("; ".join(wrong))
    return resources_in(tree)


def _files(draft: Draft) -> Files:
    return FORMATS["terraform"].files(draft, Writing())


def _planted(name: str, golden: Iterable[Pair]) -> tuple[Pair, Files]:
    """Return the first pair whose files a fault can be planted in, and these files with it."""
    old, new = PLANTS[name]
    for pair in golden:
        files = _files(pair.draft)
        if any(old in text for text in files.values()):
            return pair, {path: text.replace(old, new, 1) for path, text in files.items()}
    raise LookupError(f"{name} can be planted in no pair: nothing has {old!r}")


def _limits(difference: Difference, pair: Pair) -> bool:
    names = [each["Name"] for each in pair.gen1["UserPool"].get("Schema", [])]
    return _is(difference, "UserPool", "schema limits", {name: _LIMITS.get(name, _STRING) for name in names})


def _ignored(difference: Difference, pair: Pair) -> bool:
    provider = difference.resource.removeprefix("IdP.")
    if (
        provider not in _FILLED_IN
        or difference.name != "lifecycle"
        or not isinstance(difference.target, list)
    ):
        return False
    keys = [f'provider_details["{key}"]' for key in sorted(_FILLED_IN[provider])]
    mapped = pair.gen1["IdPs"][provider]["map"]
    keys += ['attribute_mapping["username"]'] if mapped and "username" not in mapped else []
    wanted = [{"ignore_changes": [shown(Expression(key)) for key in keys]}]
    return _is(difference, difference.resource, "lifecycle", wanted)


def _credentials(difference: Difference, pair: Pair) -> bool:
    if not difference.resource.startswith("IdP.") or difference.name != "credentials":
        return False
    given = get(pair.request, (*places.SOCIAL, difference.resource.removeprefix("IdP.")))
    secret = ("client_secret", "private_key")
    wanted = {
        name: SECRET if name in secret else given[member]
        for name, member in _CREDENTIALS.items()
        if member in given
    }
    return _is(difference, difference.resource, "credentials", wanted)


def _client_names(difference: Difference, pair: Pair) -> bool:
    name = pair.request["ResourceName"]
    return _is(
        difference, "Client", "names", {"web": f"{name}_app_clientWeb", "native": f"{name}_app_client"}
    )


def _empty_mapping(difference: Difference, pair: Pair) -> bool:
    named = difference.resource.startswith("IdP.") and difference.name == "AttributeMapping"
    return named and difference.gen1 == {} and difference.target is ABSENT


def _depends(difference: Difference, pair: Pair) -> bool:
    sms = "SmsConfiguration" in pair.gen1["UserPool"]
    return sms and _is(difference, "UserPool", "depends_on", [shown(Expression("aws_iam_role_policy.sms"))])


def _is(difference: Difference, resource: str, name: str, target: Any) -> bool:
    """Whether Gen 1 has no such thing, and here it is just this."""
    place = (difference.resource, difference.name)
    return place == (resource, name) and difference.gen1 is ABSENT and bool(difference.target == target)


ALLOWED: Final = (
    Allowed(
        "schema limits",
        "type and limits of each required attribute, as Cognito has them: without them the provider makes a new pool",
        _limits,
    ),
    Allowed(
        "message template",
        "the messages stand in VerificationMessageTemplate, which counts today, and nothing else is in it",
        lambda each, pair: _is(each, "UserPool", "VerificationMessageTemplate", {}),
    ),
    Allowed(
        "prevent_destroy",
        "Terraform's own guard: no property of Cognito's",
        lambda each, pair: _is(each, "UserPool", "lifecycle", [{"prevent_destroy": True}]),
    ),
    Allowed("depends_on", "the order: no property of Cognito's", _depends),
    Allowed(
        "ignore_changes",
        "what Cognito fills in by itself (ProviderDetails' own examples): no property of Cognito's",
        _ignored,
    ),
    Allowed(
        "credentials", "the golden pairs leave them out; here they are held against the request", _credentials
    ),
    Allowed("client names", "the golden pairs leave them out; here they are Gen 1's", _client_names),
    Allowed("empty mapping", "a provider without a mapped attribute has no mapping", _empty_mapping),
)
