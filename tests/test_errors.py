"""The tree of exceptions: it is drawn as it is, and whole."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import authwizard
from authwizard import errors
from authwizard.errors import AuthwizardError


def exceptions() -> Iterator[type[BaseException]]:
    """Yield every class of exception that a module of authwizard makes."""
    for found in pkgutil.walk_packages(authwizard.__path__, "authwizard."):
        if found.name.endswith("__main__"):
            continue
        for item in vars(importlib.import_module(found.name)).values():
            if isinstance(item, type) and issubclass(item, BaseException) and item.__module__ == found.name:
                yield item


def test_every_exception_is_named_an_error_and_told_in_the_docstring_of_the_tree() -> None:
    for error in exceptions():
        assert error.__name__.endswith("Error"), error
        assert error.__name__.startswith("_") or error.__name__ in str(errors.__doc__), error


def test_the_tree_is_drawn_as_it_is() -> None:
    drawn = re.findall(
        r"^    ([│├└─ ]*)(\w+Error)\b(?: +([a-z][\w.]+)  )?", str(errors.__doc__), re.MULTILINE
    )
    ours = {error.__name__: error for error in exceptions() if issubclass(error, AuthwizardError)}
    assert {name for _, name, _ in drawn} == set(ours)
    above: list[str] = []
    for indent, name, module in drawn:
        above[len(indent) // 4 :] = [name]
        bases = [base.__name__ for base in ours[name].__mro__ if base.__name__ in ours]
        assert bases == above[::-1], name
        assert not module or ours[name].__module__ == f"authwizard.{module}", name
