"""Newsrooms that no program was written for: drawn at random, all places and names invented."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Front = dict[str, Any]

SIZES = [6, 8, 12, 12, 16, 16, 20, 20, 24, 60]
ZONE = "Europe/Kyiv"
NOW = dt.datetime(2031, 6, 13, 12, tzinfo=dt.UTC)
FIRST = dt.date(2031, 5, 24)
CONFIG = f"""\
site_name: The Aldermoor Record
site_url: https://example.org/news/
docs_dir: content/pages
theme: dispatch
plugins:
  - briefings:
      timezone: {ZONE}
"""
REGIONS = ["aldermoor", "brackwater", "cindergate", "dunmarrow"]
PARTIES = ["uplands", "marches", None]
ACTORS = ["warden-oake", "council-of-brack", "third-levy", "speaker-ilse", "the-ferrymen", "fenn"]
SOURCES = ["bell", "lantern", "moor-wire", "tidings", "levy-channel", "gatherer"]
KEYS = {"carts-lost": "carts", "levies-sent": "people", "mills-burnt": "mills"}
RELATIONS = {"denies", "confirms", "amends"}
KINDS = ["control", "control", "event", "figure", "figure", "position", "intent", "assessment"]


class Draw:
    """One newsroom: `articles` by their ids; claims are known by full ids.

    In one that only `grows`, nothing is corrected or replaced or refers to what came later.
    """

    def __init__(self, seed: int, *, grows: bool = False) -> None:
        self.random, self.grows = random.Random(seed), grows
        self.articles: dict[str, Front] = {}
        self.registries()
        days = [self.random.randint(0, 14) for _ in range(self.random.choice(SIZES))]
        for number, day in enumerate(sorted(days) if grows else days):
            self.article(number, FIRST + dt.timedelta(days=day))
        self.mend()
        span = {str(FIRST + dt.timedelta(days=day)) for day in range(15)}
        free = sorted(span - {id_[:10] for id_ in self.articles})
        self.quiet = [day for day in free if self.chance(0.2)]

    def some(self, of: list[str], least: int, most: int) -> list[str]:
        return self.random.sample(of, self.random.randint(least, most))

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def registries(self) -> None:
        pick = self.random.choice
        self.regions = {id_: {"name": f"The {id_.title()}"} for id_ in REGIONS}
        self.actors = {
            id_: _kept(
                {
                    "name": f"Of {id_.title()}",
                    "kind": "force",
                    "party": pick(PARTIES),
                    "roles": self.roles(),
                }
            )
            for id_ in ACTORS
        }
        self.sources = {
            id_: _kept(
                {
                    "name": f"By {id_.title()}",
                    "kind": pick(["agency", "newspaper", "official", "social", "aggregator"]),
                    "owner": pick([None, None, *ACTORS]),
                    "party": pick(PARTIES),
                    "lang": pick([None, "en", "uk"]),
                }
            )
            for id_ in SOURCES
        }

    def roles(self) -> list[Front]:
        ends = ["2031", "2031-05", "2031-05-28", "2031-05-29", "2031-06", "2031-06-02"]
        roles = []
        for number in range(self.random.choice([0, 0, 1, 2])):
            first, last = sorted(self.random.sample(range(len(ends)), 2))
            role = {"title": f"Keeper {number}", "from": ends[first], "to": ends[last]}
            for end in ("from", "to"):
                if self.chance(0.3):
                    del role[end]
            roles.append(role)
        return roles

    def article(self, number: int, day: dt.date) -> None:
        pick = self.random.choice
        slug = f"{pick(['ford', 'mill', 'truce', 'toll'])}-{number}"
        id_ = f"{day}/{slug}"
        earlier = list(self.articles)
        front: Front = {
            "title": f"Word {number} of the {pick(['ford', 'mill'])}",
            "date": self.moment(day),
            "summary": "What is known.",
            "lead": pick([None, "0", "3", "3", "9"]),
            "regions": self.some(REGIONS, 0, 2),
            "actors": self.some(ACTORS, 0, 2),
            "sources": list(self.cited()),
            "status": "draft" if self.chance(0.08) else None,
            "publish_at": pick([-1, 1]) if self.chance(0.1) else None,
            "body": " ".join(
                f"{pick('bdfgklmnprstv')}ar{self.random.randint(0, 9999)}" for _ in range(480)
            ),
        }
        if front["publish_at"]:
            front["publish_at"] = (NOW + dt.timedelta(days=front["publish_at"])).isoformat()
        if earlier and self.chance(0.2):
            words = self.articles[pick(earlier)]["body"].split()
            parts = [words, words, words[: len(words) // 2], words[len(words) // 2 :]]
            front["body"] = " ".join(pick(parts) if len(words) > 450 else words)
        front["claims"] = [
            self.claim(day, name) for name in self.some(["a", "b", "c", "held", "lost"], 0, 4)
        ]
        if earlier and not self.grows and self.chance(0.15):
            front["replaces"] = pick(earlier)
        front["corrections"] = [
            _kept(
                {
                    "date": str(day + dt.timedelta(days=self.random.randint(0, 6))),
                    "text": f"Correction {number} {nth}.",
                    "claim": pick([None, *(claim["id"] for claim in front["claims"])]),
                }
            )
            for nth in range(0 if self.grows else pick([0, 0, 0, 1, 2]))
        ]
        self.articles[id_] = front

    def moment(self, day: dt.date) -> str:
        """A day, or a time on it which is of another day elsewhere."""
        if self.chance(0.5):
            return str(day)
        offset = dt.timedelta(hours=3)
        clock = dt.time(self.random.choice([0, 1, 12, 23]), self.random.choice([5, 30]))
        local = dt.datetime.combine(day, clock, tzinfo=dt.timezone(offset))
        return local.astimezone(dt.UTC).isoformat() if self.chance(0.6) else local.isoformat()

    def cited(self) -> Iterator[Front]:
        ids = self.some(SOURCES, 1, 3)
        for id_ in ids:
            via = self.random.choice([None, *(it for it in [*ids, *SOURCES] if it != id_)])
            yield _kept({"source": id_, "via": via if self.chance(0.6) else None})

    def claim(self, day: dt.date, name: str) -> Front:
        pick = self.random.choice
        by = self.some(ACTORS, 1, 1 if self.chance(0.7) else 3)
        on = day - dt.timedelta(days=pick([-1, 0, 1, 1, 3])) if self.chance(0.3) else day
        claim: Front = {
            "id": name,
            "by": by[0] if len(by) == 1 and self.chance(0.5) else by,
            "says": f"That which is {self.random.randint(0, 999999)}",
            "kind": pick([None, *KINDS]),
            "on": str(on) if on != day or self.chance(0.1) else None,
            "regions": self.some(REGIONS, 0, 2) if self.chance(0.4) else None,
            "source": pick(SOURCES) if self.chance(0.4) else None,
        }
        if claim["kind"] == "figure":
            claim["figure"] = self.figure()
        if self.chance(0.2):
            claim["quote"] = f"so {self.random.randint(0, 99)} they say"
            claim["fidelity"] = pick([None, "verbatim", "translated", "unknown", "paraphrase"])
        return claim

    def figure(self) -> Front:
        low = self.random.randint(0, 40) * 50
        ends: Front = {"n": str(low)}
        if self.chance(0.3):
            ends = {"low": str(low), "high": str(low + 150)}
        key = self.random.choice([None, *KEYS])
        unit = KEYS[key] if key else "things"
        of = self.random.choice([None, "What was counted"])
        approx = self.random.choice([None, "true", "false"])
        return _kept({**ends, "unit": unit, "key": key, "of": of, "approx": approx})

    def mend(self) -> None:
        """No article replaced twice, no claim answering itself, nothing answered that is gone."""
        direct: dict[str, str] = {}
        for id_, front in self.articles.items():
            if "replaces" in front and direct.setdefault(front["replaces"], id_) != id_:
                del front["replaces"]
        self.answer()
        for reference in sorted(self.named()):
            article, _, name = reference.partition("#")
            while article in direct:
                article = direct[article]
                front = self.articles[article]
                if name not in {claim["id"] for claim in front["claims"]}:
                    front["claims"].append(self.claim(dt.date.fromisoformat(article[:10]), name))
        below: dict[str, set[str]] = {}
        for id_, claim in self.claims():
            own = _last(f"{id_}#{claim['id']}", direct)
            for relation in sorted(RELATIONS & claim.keys()):
                target = _last(claim[relation], direct)
                if own in _reached(target, below):
                    del claim[relation]
                else:
                    below.setdefault(own, set()).add(target)
                    here, _, name = claim[relation].partition("#")
                    if here == id_ and self.chance(0.7):
                        claim[relation] = name

    def answer(self) -> None:
        """Let claims answer others, rarely one of a later article, and entries rest on some."""
        pick, all_ = self.random.choice, [f"{id_}#{it['id']}" for id_, it in self.claims()]
        for number, (id_, claim) in enumerate(list(self.claims())):
            late = not self.grows and self.chance(0.15)
            near = all_ if late else all_[max(0, number - 12) : number]
            if near and self.chance(0.6):
                claim[pick(["denies", "denies", "confirms", "amends"])] = pick(near)
            grounds = [f"{id_}#{it['id']}" for it in self.articles[id_]["claims"]]
            grounds += [] if self.grows else all_[number : number + 8]
            on = dt.date.fromisoformat(claim.get("on") or id_[:10])
            days = sorted(on + dt.timedelta(days=self.random.randint(0, 9)) for _ in range(3))
            claim["status"] = [
                _kept(
                    {
                        "on": str(it),
                        "is": pick(["disputed", "confirmed", "refuted", "withdrawn"]),
                        "by": pick([*SOURCES, *grounds]),
                        "note": pick([None, "As an editor found."]),
                    }
                )
                for it in days[: pick([0, 0, 0, 1, 1, 2, 3])]
            ]

    def named(self) -> set[str]:
        """All references to claims."""
        found = [claim[it] for _, claim in self.claims() for it in sorted(RELATIONS & claim.keys())]
        found += [entry["by"] for _, claim in self.claims() for entry in claim.get("status", [])]
        return {it for it in found if "#" in it}

    def claims(self) -> Iterator[tuple[str, Front]]:
        for id_, front in self.articles.items():
            for claim in front["claims"]:
                yield id_, claim

    def files(self, until: dt.date = dt.date.max) -> dict[str, str]:
        """The project's files, with the articles of the days until one."""
        files = {"mkdocs.yml": CONFIG, "content/pages/about.md": "# About\n"}
        for kind in ("regions", "actors", "sources"):
            for id_, front in getattr(self, kind).items():
                files[f"content/{kind}/{id_}.md"] = _document(front, "")
        for id_, front in self.articles.items():
            if id_[:10] > str(until):
                continue
            quotes = [f"“{it['quote']}”, it was said." for it in front["claims"] if "quote" in it]
            body = "\n\n".join([front["body"], *quotes])
            rest = {key: value for key, value in front.items() if key != "body"}
            files[f"content/articles/{id_}.md"] = _document(_kept(rest), body)
        for day in self.quiet:
            files[f"content/briefings/{day}.md"] = _document({"title": "A quiet day"}, "Calm.")
        return files


def _last(claim: str, direct: dict[str, str]) -> str:
    """A claim as that of the last article that took its article's place."""
    article, _, name = claim.partition("#")
    while article in direct:
        article = direct[article]
    return f"{article}#{name}"


def _reached(claim: str, below: dict[str, set[str]]) -> set[str]:
    """A claim and all those that it answers, directly or not."""
    return {claim}.union(*(_reached(it, below) for it in below.get(claim, ())))


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _kept(front: Front) -> Front:
    return {key: value for key, value in front.items() if value not in (None, [])}


def _document(front: Front, body: str) -> str:
    lines = "".join(f"{key}: {json.dumps(_deep(value))}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n{body}\n"


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _deep(it) for key, it in value.items() if it not in (None, [])}
    return [_deep(it) for it in value] if isinstance(value, list) else value
