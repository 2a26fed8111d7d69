"""Templates: what is remembered, and what is said of a broken one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from briefings.render import template_problem
from briefings.render.environment import json_ld, make_environment, render_template


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Fine.\n{{ it.nothing }}", 2, "no attribute 'nothing'"),
        ("Fine.\n\n{% if %}", 3, "Expected an expression"),
        ("{% extends 'lost.html' %}", 1, "'lost.html' not found"),
    ],
)
def test_a_fault_keeps_its_place_from_one_process_to_another(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/page.html").write_text(text)
    with pytest.raises(TemplateSyntaxError) as caught:
        render_template(make_environment([str(tmp_path / "theme")]), "page.html", {"it": {}})
    problem = template_problem(pickle.loads(pickle.dumps(caught.value)), tmp_path)
    assert (problem.path, problem.line) == ("theme/page.html", line)
    assert words in problem.message


def test_a_template_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        render_template(make_environment([str(tmp_path)]), "page.html", {})
    assert template_problem(caught.value, tmp_path).path == "page.html"


def test_what_has_the_same_key_is_rendered_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% once 'key', base %}{{ text }}{% endonce %}")
    environment = make_environment([str(tmp_path)])
    shown = [
        render_template(environment, "page.html", {"base": base, "text": text})
        for base, text in (("./", "<one>"), ("./", "two"), ("../", "three"))
    ]
    assert shown == ["&lt;one&gt;", "&lt;one&gt;", "three"]


def test_linked_data_cannot_end_its_script() -> None:
    text = json_ld({"headline": "</script><!-- \u2028"})
    assert text is not None
    assert not set("<>\u2028") & set(text)
