"""Names that two records share, parties that one record misspells, takeaways without a ground."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefings.content.diagnostics import Where
from briefings.editor.registry_checks import find_groundless, find_odd_parties, find_shared_names
from briefings.model import Actor, Briefing, Records, Region, Source
from briefings.model.briefing import Takeaway
from tests.newsroom import run, write_newsroom


def actor(id_: str, name: str = "", *aliases: str, party: str | None = None) -> Actor:
    return Actor(id_, f"actors/{id_}.md", name or id_.title(), party=party, aliases=aliases)


def region(id_: str, name: str, *aliases: str) -> Region:
    return Region(id_, f"regions/{id_}.md", name, aliases=aliases)


def holding(*entries: Actor | Region | Source | Briefing) -> Records:
    return Records(
        articles={},
        regions={r.id: r for r in entries if isinstance(r, Region)},
        actors={r.id: r for r in entries if isinstance(r, Actor)},
        sources={r.id: r for r in entries if isinstance(r, Source)},
        briefings={r.day: r for r in entries if isinstance(r, Briefing)},
        bodies={},
    )


SHARED: dict[str, tuple[Actor | Region | Source, Actor | Region | Source, Where]] = {
    "two names": (region("norvik", "Norvik"), region("old", "Norvik"), ("name",)),
    "a name and an alias": (region("a", "Norvik", "The Port"), region("b", "The Port"), ("name",)),
    "two aliases": (actor("a", "", "The Guard"), actor("b", "", "x", "The Guard"), ("aliases", 1)),
    "two sources": (Source("a", "a.md", "Courier"), Source("b", "b.md", "Courier"), ("name",)),
    "another apostrophe": (region("a", "Sel'vik"), region("b", "Selʼvik"), ("name",)),
}


@pytest.mark.parametrize("name", SHARED)
def test_the_second_of_two_with_one_name_is_warned_of(name: str) -> None:
    first, second, where = SHARED[name]
    ((path, finding),) = find_shared_names(holding(second, first))
    assert (path, finding.where) == (second.path, where)
    assert first.path in finding.message


@pytest.mark.parametrize(
    "entries",
    [
        (region("norvik", "Norvik"), actor("council", "The Council", "Norvik")),
        (region("norvik", "Norvik", "Norvik"), region("eastmere", "Eastmere")),
        (region("a", "Norvik"), region("b", "NORVIK")),
        (region("a", "Йорвік"), region("b", "Иорвік")),
    ],
    ids=["a region and an actor", "one that repeats itself", "other capitals", "another letter"],
)
def test_what_shares_no_name(entries: tuple[Region | Actor, ...]) -> None:
    assert list(find_shared_names(holding(*entries))) == []


def odd(*parties: str) -> list[tuple[str, str]]:
    """The wrong parties of some actors, and what was meant."""
    actors = (actor(f"actor-{n}", party=party) for n, party in enumerate(parties))
    found = find_odd_parties(holding(*actors))
    return [(finding.message.split("'")[1], finding.hint) for _, finding in found]


@pytest.mark.parametrize("wrong", ["orvnia", "orvanai", "orvanja", "orvaniia", "orvanian"])
def test_a_party_that_one_record_misspells(wrong: str) -> None:
    assert odd("orvania", "orvania", wrong) == [(wrong, "did you mean 'orvania'?")]


def test_of_two_parties_of_one_record_each_the_known_id_is_right() -> None:
    entries = [actor("marshal", party="orvnia"), actor("orvania", party="orvania")]
    ((path, finding),) = find_odd_parties(holding(*entries))
    assert (path, finding.hint) == ("actors/marshal.md", "did you mean 'orvania'?")


@pytest.mark.parametrize(
    "parties",
    [
        ("orvania", "orvania", "lorvia"),
        ("orvania", "orvania", "orvnia", "orvnia"),
        ("north-veld", "north-veld", "south-veld"),
        ("unit-12", "unit-12", "unit-13"),
        ("front-a", "front-a", "front-b"),
        ("austria", "austria", "australia"),
        ("mali", "mali", "bali"),
    ],
)
def test_parties_that_are_two(parties: tuple[str, ...]) -> None:
    assert odd(*parties) == []


def test_a_takeaway_that_rests_on_nothing() -> None:
    takeaways = (
        Takeaway("It is open.", articles=("2030-05-01/bridge",)),
        Takeaway("It is shut."),
        Takeaway("It stands.", claims=("2030-05-01/bridge#open",)),
    )
    day = Briefing(date(2030, 5, 1), "briefings/2030-05-01.md", takeaways=takeaways)
    ((path, finding),) = find_groundless(holding(day))
    assert (path, finding.where) == (day.path, ("takeaways", 1))


def test_each_has_its_line_and_ends_a_strict_build_also_a_warm_one(tmp_path: Path) -> None:
    changes = {
        "content/actors/aide.md": "---\nname: The Aide\nparty: orvnia\naliases: [Tarn]\n---\n",
        "content/actors/orvania.md": "---\nname: Orvania\nparty: orvania\n---\n",
        "content/briefings/2030-05-01.md": "---\ntakeaways:\n  - It is open.\n---\n",
    }
    write_newsroom(tmp_path, changes)
    expected = [
        "content/actors/aide.md:3:8: warning: no other record is of the party 'orvnia' (did you",
        "content/actors/tarn.md:3:11: warning: 'Tarn' is the name of another actor too: content/",
        "content/briefings/2030-05-01.md:3:5: warning: a takeaway without sources (name what it",
    ]
    found = run(tmp_path, "briefings", "check").stdout.splitlines()
    assert len(found) == 3
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True))
    for _ in range(2):
        done = run(tmp_path, "mkdocs", "build")
        assert (done.returncode, done.stderr.count("WARNING")) == (0, 3)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 1


def test_letters_far_apart_are_no_slip() -> None:
    assert odd(*(f"m{letter}{'x' * 70}{letter}" for letter in "abcdefghijkl")) == []


def test_more_parties_than_anybody_has_are_not_compared() -> None:
    many = [f"side-{chr(97 + n % 26) * 5}{chr(97 + n // 26)}" for n in range(300)]
    assert odd("orvania", "orvania", "orvnia", *many) == []
