"""No form writes a secret, whatever the file and whatever is wrong with it."""

from pathlib import Path

import pytest

from authwizard.cli.forms.github import github
from authwizard.cli.forms.gitlab import gitlab
from authwizard.cli.forms.sarif import sarif
from authwizard.request.fields import SECRET_PATHS
from authwizard.request.tree import put
from tests.cli.forms.judging import as_text, judged
from tests.request.requests import full

PLANTED = "planted-s3cret-value"


@pytest.mark.parametrize("form", [sarif, github, gitlab])
@pytest.mark.parametrize("wrong", [PLANTED, [PLANTED], [{"a": PLANTED}], f"\n{PLANTED} "])
def test_a_secret_in_the_source_is_in_no_form(tmp_path: Path, form: object, wrong: object) -> None:
    tree = full() | {"AppId": ""}
    for path in SECRET_PATHS:
        tree = put(tree, path, wrong)
    source = judged(tmp_path / "a.json", as_text(tree))
    assert PLANTED in Path(source.source).read_text(encoding="utf-8")
    assert source.found
    assert callable(form)
    assert PLANTED not in "".join(form([source]))
