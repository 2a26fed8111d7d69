"""The theme by itself: every template with plain, bare and extreme contexts; CSS against markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from briefings.pages import TEMPLATES, kinds
from briefings.render.environment import make_environment
from tests.theme.extremes import bare, extreme
from tests.theme.plain import Context, plain
from tests.theme.records import SITE, page

THEME = Path(__file__).resolve().parents[2] / "themes" / "dispatch"
CSS = (THEME / "assets" / "dispatch.css").read_text(encoding="utf-8")
VARIANTS: dict[str, Callable[[], dict[str, Context]]] = {
    "plain": plain,
    "bare": bare,
    "extreme": extreme,
}
KINDS = sorted(plain())
WITHOUT_KIND = {"main", "problems"}
"""Pages of MkDocs' own, and the one that a preview shows of a failed build."""
VOID = {"meta", "link", "img", "br"}


class Outline(HTMLParser):
    """What a page's markup consists of; fails on tags that don't nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.classes: set[str] = set()
        self.headings: list[int] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.attributes.append((tag, name, value))
            if name == "class":
                self.classes.update((value or "").split())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag


def environment() -> Environment:
    return make_environment([str(THEME)])


@cache
def rendered(variant: str, kind: str, *, preview: bool = False) -> str:
    template = environment().get_template(f"{kind}.html")
    site = {**SITE, "preview": preview}
    try:
        return template.render(site=site, page=page(kind), **VARIANTS[variant]()[kind])
    except UndefinedError as error:
        pytest.fail(f"{kind}.html: {error}: give its sample that, in tests/theme/plain.py")


def test_every_template_parses() -> None:
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def test_every_page_has_a_template_and_a_sample() -> None:
    templates = environment().list_templates(extensions=["html"])
    named = {name.removesuffix(".html") for name in templates if "/" not in name}
    assert named == {*TEMPLATES, *WITHOUT_KIND, "base"}, "a kind has the template of its name"
    for_readers = {name for name, module in kinds.KINDS.items() if module.KIND.writes == "page"}
    missing = (for_readers | WITHOUT_KIND) - {*KINDS}
    assert not missing, "add what their templates are given to `plain` in tests/theme/plain.py"
    assert {*KINDS} == for_readers | WITHOUT_KIND


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("kind", KINDS)
def test_page_nests_and_its_headings_step_down_one_by_one(variant: str, kind: str) -> None:
    headings = Outline(rendered(variant, kind)).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    steps = [after - before for before, after in pairwise(headings)]
    assert max(steps, default=0) <= 1


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_page_runs_or_is_styled_in_place(variant: str, kind: str) -> None:
    text = rendered(variant, kind)
    for tag, name, value in Outline(text).attributes:
        assert name != "style"
        assert not name.startswith("on")
        assert (tag, name) != ("script", "src")
        if tag == "script":
            assert value == "application/ld+json"
    assert "<script>alert" not in text
    assert "Content-Security-Policy" in text


def test_preview_leaves_the_policy_out_so_that_the_page_can_reload() -> None:
    assert "Content-Security-Policy" not in rendered("plain", "problems", preview=True)


def test_css_and_templates_know_the_same_classes() -> None:
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}|@[^{]*\{", " ", CSS, flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][a-z-]*)", selectors))
    used = set().union(*(Outline(rendered("plain", kind)).classes for kind in KINDS))
    used |= {"none"}
    assert styled == used


def test_css_has_no_left_and_right_for_what_has_a_start_and_an_end() -> None:
    assert not re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align: left", CSS)


def test_css_asks_nothing_of_others() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_every_custom_property_is_set_and_used() -> None:
    assert set(re.findall(r"(--[a-z]+):", CSS)) == set(re.findall(r"var\((--[a-z]+)\)", CSS))


def test_a_claim_that_nobody_answered_says_so() -> None:
    assert "No answer recorded" in rendered("plain", "home")


def test_answers_to_answers_stand_within_them() -> None:
    assert rendered("extreme", "claim").count('<blockquote lang="uk">') >= 1
    assert rendered("plain", "claim").count("The eastern quay was never left.") == 1


def test_a_state_that_an_editor_entered_says_so() -> None:
    text = rendered("plain", "claim")
    assert text.count("entered by an editor") == 1
    assert text.index("disputed</span>") < text.index("entered by an editor")
    pairs = rendered("plain", "claims")
    facts = pairs.count("(entered by an editor)")
    assert facts == pairs.count('<p class="meta entered">This denial was withdrawn, <time') + (
        pairs.count('<p class="meta entered">What it denies was confirmed, <time')
    )
    entries = pairs.count("Entered by an editor, <time") + facts
    verdicts = [f'<span class="state {state}">' for state in ("confirmed", "refuted", "withdrawn")]
    assert entries == sum(map(pairs.count, verdicts)) > 0
    assert pairs.count('resting on <a href="../sources/courier/">Norvik Courier</a>') == entries


@pytest.mark.parametrize("kind", ["claims_month", "entity_month"])
def test_a_months_days_can_be_gone_to(kind: str) -> None:
    text = rendered("plain", kind)
    index = text.partition('<nav class="days"')[2].partition("</nav>")[0]
    places = re.findall(r'href="#([^"]+)"', index)
    assert places
    assert all(text.count(f' id="{place}"') == 1 for place in places)
    assert ("claims" in places) == (kind == "entity_month")


def test_a_claims_page_names_who_says_it_before_what_it_is() -> None:
    text = rendered("plain", "claim")
    headline = text.index("<h1")
    said = "</b>, Chief of the General Staff of Orvania says"
    assert text.index(said) < headline < text.index(said) + 60


def test_pages_without_feeds_of_their_own_lead_to_the_latest() -> None:
    latest = 'title="Latest articles" href="../../../../feed.xml"'
    template = environment().get_template("claim.html")
    own = [{"name": "What changed", "url": "changes/feed.xml", "type": "application/atom+xml"}]
    view = {**page("claim"), "base": "../../../../", "feeds": []}
    assert latest in template.render(site=SITE, page=view, **plain()["claim"])
    view = {**view, "feeds": own}
    assert latest not in template.render(site=SITE, page=view, **plain()["claim"])
    silent = {**SITE, "has_feeds": False}
    assert "alternate" not in template.render(
        site=silent, page={**view, "feeds": []}, **plain()["claim"]
    )


def test_answers_by_others_need_no_answer_themselves() -> None:
    _, _, after = rendered("plain", "actor").partition("Answers by others")
    assert "No answer recorded" not in after.partition("</section>")[0]
