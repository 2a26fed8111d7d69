"""What differs between two published versions, word by word."""

from __future__ import annotations

import time

from briefings.history.published_version import PublishedVersion
from briefings.history.word_diff import compare
from briefings.model import Part, Rewording


def version(
    *paragraphs: str, title: str = "The bridge", summary: str = "", **claims: str
) -> PublishedVersion:
    return PublishedVersion(title, summary, claims, paragraphs, None)


def told(old: PublishedVersion, new: PublishedVersion) -> list[str]:
    """Each change in a line: `[-removed-]`, `{+added+}`, ` / ` between paragraphs."""
    marks = {
        "kept": "{}",
        "removed": "[-{}-]",
        "added": "{{+{}+}}",
        "omitted": "...",
        "break": "/",
    }
    return [
        f"{change.claim or change.place}: "
        + " ".join(marks[part.fate].format(part.words) for part in change.parts)
        for change in compare(old, new)
    ]


def test_editions_that_say_the_same_have_no_difference() -> None:
    assert compare(version("A b.", open="It is"), version("A b.", open="It is")) == ()


def test_a_change_is_its_place_and_its_parts() -> None:
    old, new = version("The bridge is open now."), version("The bridge is shut now.")
    parts = (
        Part("kept", "The bridge is"),
        Part("removed", "open"),
        Part("added", "shut"),
        Part("kept", "now."),
    )
    assert compare(old, new) == (Rewording("text", parts),)


def test_changes_come_in_the_order_of_the_page() -> None:
    old = version("It stands here.", title="A bridge", summary="What is known.", gone="It fell")
    new = version("It stood here.", title="A b", summary="What was known.", new="It holds")
    assert told(old, new) == [
        "title: A [-bridge-] {+b+}",
        "summary: What [-is-] {+was+} known.",
        "text: It [-stands-] {+stood+} here.",
        "new: {+It holds+}",
        "gone: [-It fell-]",
    ]


def test_a_claim_is_known_by_its_id() -> None:
    old = version(open="The bridge is open", shut="The mine is shut")
    new = version(shut="The mine is shut", open="The bridge was open")
    assert told(old, new) == ["open: The bridge [-is-] {+was+} open"]


def test_each_run_of_changed_paragraphs_is_a_change_of_its_own() -> None:
    old = version("One bridge stands.", "Nothing else.", "Two mines work.", "Three ferries sail.")
    new = version("One bridge fell.", "Nothing else.", "Two mines shut.", "Three ferries sank.")
    assert told(old, new) == [
        "text: One bridge [-stands.-] {+fell.+}",
        "text: Two mines [-work.-] {+shut.+} / Three ferries [-sail.-] {+sank.+}",
    ]


def test_paragraphs_come_and_go() -> None:
    assert told(version("A b.", "C d."), version("A b.")) == ["text: [-C d.-]"]
    assert told(version("A b."), version("A b.", "C d.", "E.")) == ["text: {+C d.+} / {+E.+}"]


def test_where_paragraphs_end_is_no_matter_of_words() -> None:
    assert compare(version("A b.", "C d."), version("A b. C d.")) == ()
    assert compare(version("A b. C d."), version("A b.", "C d.")) == ()


def test_long_stretches_that_stay_are_left_out() -> None:
    stay = " ".join(f"w{n}" for n in range(60))
    start, end = " ".join(f"w{n}" for n in range(12)), " ".join(f"w{n}" for n in range(48, 60))
    old, new = version(f"old {stay} old {stay} old"), version(f"new {stay} new {stay} new")
    assert told(old, new) == [
        f"text: [-old-] {{+new+}} {start} ... {end} [-old-] {{+new+}} {start} ... {end}"
        " [-old-] {+new+}"
    ]
    assert told(version(f"{stay} old"), version(f"{stay} new")) == [
        f"text: ... {end} [-old-] {{+new+}}"
    ]


def test_a_word_or_two_between_changes_are_changed_with_them() -> None:
    old = version("In the north the old bridge of stone was shut by the guard on that day.")
    new = version("In the north the new bridge of wood was shut by the guard on that day.")
    assert told(old, new) == [
        "text: In the north the [-old bridge of stone-] {+new bridge of wood+}"
        " was shut by the guard on that day."
    ]


def test_what_was_written_anew_is_shown_as_a_whole() -> None:
    old, new = version("The bridge was shut by noon."), version("Ferries sail; the mine is lost.")
    assert told(old, new) == [f"text: [-{old.paragraphs[0]}-] {{+{new.paragraphs[0]}+}}"]


def test_texts_that_would_take_long_to_compare_count_as_replaced() -> None:
    old = version("x y " * 50_000 + "end")
    new = version("start " + "y x " * 50_000)
    began = time.perf_counter()
    (change,) = compare(old, new)
    assert time.perf_counter() - began < 5
    assert [part.fate for part in change.parts] == ["removed", "added"]


def test_a_small_change_in_a_huge_text_is_found() -> None:
    many = [f"Paragraph {n} of the report." for n in range(20_000)]
    changed = [*many[:9_999], "Another one.", *many[10_000:]]
    assert told(version(*many), version(*changed)) == [
        "text: [-Paragraph 9999 of the report.-] {+Another one.+}"
    ]
