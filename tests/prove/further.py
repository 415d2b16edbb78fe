"""What is proven of CloudFormation and Terraform beside the golden pairs."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any, Final

from . import cloudformation, hostile
from .model import modelled
from .pairs import Pair, Verdict
from .stage import Outcome

_TERRAFORM_SEED: Final = 1
"""Its own requests are thrown with another seed: what it plants into them has to fit them."""


def hostile_templates(pairs: Sequence[Pair], count: int, seed: int) -> Outcome:
    """Hold hostile requests against our model of Gen 1, as cfn-lint's reader has what the template says."""
    thrown = [modelled(number, request) for number, request in enumerate(hostile.requests(count, seed), 1)]
    texts = [cloudformation.decoded(cloudformation.template_of(pair)) for pair in thrown]
    return _of_texts(cloudformation.compared(thrown, texts), seed)


def hostile_terraform(pairs: Sequence[Pair], count: int, seed: int) -> Outcome:
    """Write hostile requests, and compare every text that HashiCorp's own parser reads with the request's."""
    texts: Any = importlib.import_module(".terraform_texts", __package__)
    return _of_texts(texts.prove_texts(count, _TERRAFORM_SEED), _TERRAFORM_SEED)


def _of_texts(verdict: Verdict, seed: int) -> Outcome:
    right = verdict.pairs - len(verdict.wrong)
    return Outcome(
        f"{right} of {verdict.pairs} random requests with hostile texts, seed {seed}", verdict.wrong
    )
