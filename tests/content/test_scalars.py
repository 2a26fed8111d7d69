"""Single values, as front matter may write them."""

from __future__ import annotations

import pytest

from briefings.content import scalars


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/2020/%D1%81%D0%BB/", "2020/сл/"),
        ("2020/сл/", "2020/сл/"),
        ("2020/a%20b%25.html", "2020/a b%.html"),
        ("fu\u0308r/", "für/"),
        (".well-known/security.txt", ".well-known/security.txt"),
        ("2020/old/index.html", "2020/old/index.html"),
        ("/".join(["x" * 30] * 30), "/".join(["x" * 30] * 30)),
        ("console/auxiliary/nullity/", "console/auxiliary/nullity/"),
    ],
)
def test_an_alias_is_the_path_that_it_stands_for(written: str, path: str) -> None:
    assert scalars.parse_site_path(written) == path


@pytest.mark.parametrize(
    "name", ["می\u200cخواهم", "ක්\u200dෂ", "ភាសា\u200bខ្មែរ", "👩\u200d🚒 on duty"]
)
def test_a_name_may_have_the_invisible_characters_of_its_script(name: str) -> None:
    assert scalars.parse_name(name) == name
