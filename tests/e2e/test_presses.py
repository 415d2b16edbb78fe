"""Few keys lead to a file: the bounds hold, and the file holds what the keys said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.presses import NOTHING, PRESET, Road, go

TARGET = {"AppId": "d1a2b3c4d5", "BackendEnvironmentName": "dev", "ResourceName": "myauth"}


@pytest.mark.parametrize("road", [PRESET, NOTHING], ids=["from a preset", "from nothing"])
def test_few_keys_lead_to_a_file_with_totp_and_e_mail(road: Road, home: Path, tmp_path: Path) -> None:
    assert road.counted <= road.most
    request = go(road, home, tmp_path)
    assert {name: request[name] for name in TARGET} == TARGET
    pool = request["ResourceConfig"]["UserPoolConfigs"]
    assert pool["SignInMethod"] == "EMAIL"
    assert pool["RequiredSignUpAttributes"] == ["EMAIL"]
    assert pool["Mfa"] == {"MFAMode": "OPTIONAL", "Settings": {"MfaTypes": ["TOTP"]}}
    assert pool["VerificationMessage"]["DeliveryMethod"] == "EMAIL"
