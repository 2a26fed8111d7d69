"""Templates: what is remembered, and what is said of a broken one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from briefings.render import Compiled, compile_templates, template_problem
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


def test_compiled_templates_are_used_for_the_same_source_only(tmp_path: Path) -> None:
    put = (tmp_path / "page.html").write_text
    (tmp_path / "part.html").write_text("{% macro part(it) %}{{ it }}!{% endmacro %}")
    put("{% from 'part.html' import part %}{{ part(it) }}")
    folders = [str(tmp_path)]
    first = compile_templates(folders, ["page.html"], {})
    assert len(first.new) == 2
    again = compile_templates(folders, ["page.html"], first.code)
    assert (again.new, again.code) == ({}, first.code)
    put("{% from 'part.html' import part %}{{ part(it) }}?")
    changed = compile_templates(folders, ["page.html"], first.code)
    assert len(changed.new) == 1
    environment = make_environment(folders, Compiled(first.code))
    assert render_template(environment, "page.html", {"it": "<a>"}) == "&lt;a&gt;!?"


def test_a_template_with_a_fault_is_compiled_by_who_renders_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% if %}")
    (tmp_path / "good.html").write_text("{{ it }}")
    found = compile_templates([str(tmp_path)], ["page.html", "none.html", "good.html"], {})
    assert len(found.new) == 1
