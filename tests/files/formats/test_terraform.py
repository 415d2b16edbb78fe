"""The format terraform: whole files, what is said of them, and that no secret is in them.

That HashiCorp's own tools read them, and that they make what Gen 1 makes, is proven in `tests/prove`.
"""

from typing import Any, Final

import pytest
from hypothesis import given, settings

from authwizard.files.formats.table import Writing
from authwizard.files.formats.terraform import TERRAFORM
from authwizard.files.unwritable import UnwritableError
from authwizard.request import places
from authwizard.request.draft import Draft
from authwizard.request.tree import Tree, config, drop, get, pool, put, put_all
from tests.request.requests import SECRETS, full, plain

from ..strategies import valid_requests
from ..test_shipped_presets import NAMES, completed

SMS: Final = "sms_configuration"
APPLE: Final = (*places.SOCIAL, "SignInWithApple")


def files(tree: Tree, *, plain_names: bool = False) -> dict[str, str]:
    draft = Draft.from_tree("create", tree)
    return dict(TERRAFORM.files(draft, Writing(plain_names=plain_names)))


def main(tree: Tree, *, plain_names: bool = False) -> str:
    return files(tree, plain_names=plain_names)["main.tf"]


def told(tree: Tree, kind: str, *, plain_names: bool = False) -> dict[str, str]:
    draft = Draft.from_tree("create", tree)
    losses = TERRAFORM.losses(draft, Writing(plain_names=plain_names))
    return {loss.about: loss.message for loss in losses if loss.kind == kind}


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_is_written_and_its_losses_stand_at_the_head(name: str) -> None:
    draft = completed(name)
    head, _ = TERRAFORM.files(draft, Writing())["main.tf"].split("\nterraform {", 1)
    words = " ".join(line.removeprefix("#").strip() for line in head.splitlines())
    losses = TERRAFORM.losses(draft, Writing())
    assert losses
    assert all(str(loss) in words for loss in losses)


def test_an_update_of_an_unknown_backend_is_refused() -> None:
    draft = Draft.from_tree("update", plain("update"))
    with pytest.raises(UnwritableError, match="an update says only what changes"):
        TERRAFORM.files(draft, Writing())
    assert [loss.kind for loss in TERRAFORM.losses(draft, Writing())] == ["refused"]


def test_no_secret_is_in_any_file() -> None:
    tree = full()
    said = " ".join(map(str, TERRAFORM.losses(Draft.from_tree("create", tree), Writing())))
    written = "".join(files(tree).values())
    for path in SECRETS:
        assert get(tree, path) not in written + said
    assert written.count("sensitive   = true") == len(SECRETS)
    assert "google_client_secret" in said


def test_what_is_no_secret_is_a_default() -> None:
    text = files(put(full(), places.GOOGLE_ID, "me.apps"))["variables.tf"]
    assert (
        'variable "google_client_id" {\n  description = "Google: Client ID"\n  type        = string\n'
        '  default     = "me.apps"\n}\n'
    ) in text


def test_without_providers_there_are_no_variables() -> None:
    assert list(files(plain())) == ["main.tf"]
    assert list(files(full())) == ["main.tf", "variables.tf"]


def test_names_have_the_environment_behind_them_or_not() -> None:
    with_it, without = main(full()), main(full(), plain_names=True)
    for name, gen1 in (("my_users", "my_users-dev"), ("my_identities", "my_identities__dev")):
        assert f'name = "{gen1}"' in with_it.replace("identity_pool_name               = ", "name = ")
        assert f'"{name}"' in without
    assert '"myapp-login-dev"' in with_it
    assert '"myapp-login"' in without
    assert "BackendEnvironmentName" in told(full(), "lost", plain_names=True)
    assert "BackendEnvironmentName" not in told(full(), "lost")


def test_a_role_for_text_messages_is_made_where_they_are_sent() -> None:
    assert SMS not in main(plain())
    assert SMS not in told(plain(), "permanent")
    tree = put(plain(), places.DELIVERY, "SMS")
    assert "depends_on = [aws_iam_role_policy.sms]" in main(tree)
    assert SMS in told(tree, "permanent")


@pytest.mark.parametrize(("types", "added"), [(["TOTP"], True), (["SMS", "TOTP"], False)])
def test_text_messages_are_a_second_factor_wherever_they_are_set_up(types: list[str], *, added: bool) -> None:
    tree = put_all(
        plain(), {places.MFA: {"MFAMode": "ON", "Settings": {"MfaTypes": types}}, places.DELIVERY: "SMS"}
    )
    assert 'mfa_configuration = "ON"' in main(tree)
    assert ("Mfa.Settings.MfaTypes" in told(tree, "added")) is added


def test_attributes_have_the_limits_of_cognito() -> None:
    text = main(put(plain(), places.SIGN_UP_ATTRIBUTES, ["BIRTHDATE", "UPDATED_AT", "ZONE_INFO"]))
    birthdate, updated, zone = text.split("  schema {\n")[1:]
    assert 'min_length = "10"\n      max_length = "10"' in birthdate
    assert '"Number"' in updated
    assert 'number_attribute_constraints {\n      min_value = "0"' in updated
    assert 'name                = "zoneinfo"' in zone


UNUSED: Final[dict[str, dict[Any, Any]]] = {
    "VerificationMessage.EmailSettings": {
        places.VERIFICATION_MESSAGE: {"DeliveryMethod": "SMS", "EmailSettings": {"EmailSubject": "a"}}
    },
    "VerificationMessage.SmsSettings": {
        places.VERIFICATION_MESSAGE: {"DeliveryMethod": "EMAIL", "SmsSettings": {"SmsMessage": "{####}"}}
    },
    "ForgotPassword": {
        places.VERIFICATION_MESSAGE: {"DeliveryMethod": "EMAIL"},
        places.FORGOT_PASSWORD: {"DeliveryMethod": "EMAIL"},
    },
    "Mfa.Settings.SmsMessage": {
        places.MFA: {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"], "SmsMessage": "{####}"}}
    },
    "Mfa.Settings.MfaTypes": {places.MFA: {"MFAMode": "OFF", "Settings": {"MfaTypes": ["TOTP"]}}},
}


@pytest.mark.parametrize("about", UNUSED)
def test_what_gen_1_does_not_use_is_said_to_be_lost(about: str) -> None:
    assert about in told(put_all(plain(), UNUSED[about]), "lost")
    assert about not in told(plain(), "lost")


def test_a_name_that_no_app_client_may_have_is_made_one() -> None:
    tree = put(plain(), ("ResourceName",), "my/auth*" + "x" * 200)
    names = [line.split('"')[1] for line in main(tree).splitlines() if line.startswith("    web ")]
    assert names == ["my_auth_" + "x" * 106 + "_app_clientWeb"]
    assert len(names[0]) == 128
    assert "ResourceName" in told(tree, "caught")
    assert "ResourceName" not in told(plain(), "caught")


def test_a_text_that_terraform_composes_is_told_of() -> None:
    tree = put(plain(), places.VERIFICATION_MESSAGE, {"DeliveryMethod": "EMAIL"})
    assert "VerificationMessage" not in told(tree, "caught")
    composed = put(tree, places.EMAIL_SUBJECT, "u\u0308")
    assert "VerificationMessage" in told(composed, "caught")


def test_the_private_key_of_apple_is_set_anew_by_each_plan() -> None:
    assert "SignInWithApple.PrivateKey" in told(full(), "todo")
    assert "SignInWithApple.PrivateKey" not in told(drop(full(), APPLE), "todo")


def test_an_identity_pool_has_roles_of_its_own() -> None:
    assert "aws_cognito_identity_pool" not in main(plain())
    assert "AuthResources" not in told(plain(), "todo")
    tree = put(plain(), places.AUTH_RESOURCES, "IDENTITY_POOL_AND_USER_POOL")
    assert 'identity_pool_name               = "myauth_identitypool__dev"' in main(tree)
    assert "IdentityPoolConfigs.IdentityPoolName" in told(tree, "added")
    assert "IdentityPoolRoles" in told(tree, "todo")


def test_no_address_after_sign_out_is_no_argument() -> None:
    assert "logout_urls" in main(full())
    assert "logout_urls" not in main(put(full(), places.SIGN_OUT_URIS, []))


def test_a_role_has_a_name_that_iam_takes() -> None:
    tree = put_all(
        full(),
        {
            pool("UserPoolName"): "日 " + "x" * 100,
            config("IdentityPoolConfigs", "IdentityPoolName"): "y" * 100,
        },
    )
    lines = [line for line in main(put(tree, places.DELIVERY, "SMS")).splitlines() if "name_prefix" in line]
    assert [line.split('"')[1] for line in lines] == [
        f"--{'x' * 31}-sms-",
        f"{'y' * 21}-${{each.key}}-",
    ]


@settings(max_examples=60)
@given(valid_requests("create"))
def test_any_request_is_written_and_each_loss_is_said_once(tree: Tree) -> None:
    draft = Draft.from_tree("create", tree)
    losses = TERRAFORM.losses(draft, Writing())
    if [loss.kind for loss in losses] == ["refused"]:
        assert "he name of the" in losses[0].message
        return
    written = TERRAFORM.files(draft, Writing())
    assert len({(loss.kind, loss.about) for loss in losses}) == len(losses)
    assert all(text.endswith("}\n") for text in written.values())
    assert all(line == line.rstrip() for text in written.values() for line in text.splitlines())
