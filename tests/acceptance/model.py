"""A simple model of the ledger: what content files say of each claim on each day, by brute force.

It is written from the rules that editors are told, not from the program, and shares no code with
it. Everything is looked up by going through all claims, each time anew.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

Front = dict[str, Any]
Tree = tuple[tuple[str, str, "Tree"], ...]
"""What answers a claim: the ids, how each answers, and what answers it; in no order."""

SETTLED = ("confirmed", "refuted", "withdrawn")
RELATIONS = ("denies", "confirms", "amends")


@dataclass(frozen=True)
class State:
    """What a claim is from a day on; `by` is one of the grounds `among` which any may be named."""

    name: str
    on: str
    by: str | None
    among: frozenset[str] = frozenset()

    def on_ground(self, by: str | None) -> str | None:
        """The ground that was named, if it is a right one; else one that is."""
        return by if by in self.among else self.by


class Model:
    def __init__(self, content: Path, now: dt.datetime, zone: str) -> None:
        self.now, self.zone = now, ZoneInfo(zone)
        self.registry = {
            kind: {file.stem: _front(file) for file in (content / kind).glob("*.md")}
            for kind in ("regions", "actors", "sources")
        }
        files = {file: _front(file) for file in (content / "articles").rglob("*.md")}
        drafts = {
            f"{self.day(front['date'])}/{front.get('slug', file.stem)}": front
            for file, front in files.items()
        }
        out = {id_: front for id_, front in drafts.items() if self.is_out(front)}
        self.heirs = {front["replaces"]: id_ for id_, front in out.items() if "replaces" in front}
        self.unknown = drafts.keys() - out.keys()
        self.articles = {id_: front for id_, front in out.items() if id_ not in self.heirs}
        self.replaced = {id_: out[id_] for id_ in self.heirs if id_ in out}
        self.quiet = {file.stem for file in (content / "briefings").glob("*.md")}
        self.claims = {
            f"{article}#{claim['id']}": claim
            for article, front in self.articles.items()
            for claim in front.get("claims", [])
        }

    # What is there

    def day(self, date: str) -> str:
        """The day of a date or a time, in the site's timezone; days compare as text."""
        return str(self.instant(date).astimezone(self.zone).date())

    def instant(self, date: str) -> dt.datetime:
        found = dt.datetime.fromisoformat(date)
        return found if found.tzinfo else found.replace(tzinfo=self.zone)

    def is_out(self, front: Front) -> bool:
        late = "publish_at" in front and self.instant(front["publish_at"]) > self.now
        return front.get("status") != "draft" and not late

    def days(self) -> list[str]:
        """The days that have a briefing."""
        return sorted({id_[:10] for id_ in self.articles} | self.quiet)

    def filed(self, id_: str) -> str:
        """The day from which readers can know of a claim: that of its article."""
        return id_[:10]

    def of_day(self, day: str) -> set[str]:
        return {id_ for id_ in self.claims if self.filed(id_) == day}

    def article(self, id_: str) -> Front:
        return self.articles[id_.partition("#")[0]]

    def by(self, id_: str) -> list[str]:
        by = self.claims[id_]["by"]
        return by if isinstance(by, list) else [by]

    def on(self, id_: str) -> str:
        return str(self.claims[id_].get("on", self.filed(id_)))

    def kind(self, id_: str) -> str:
        return str(self.claims[id_].get("kind", "event"))

    def quoted(self, id_: str) -> bool:
        """Whether the words of a claim have to stand in its article."""
        claim = self.claims[id_]
        return "quote" in claim and claim.get("fidelity") != "paraphrase"

    def regions(self, id_: str) -> list[str]:
        found = self.claims[id_].get("regions", self.article(id_).get("regions", []))
        return list(found)

    def source(self, id_: str) -> str:
        return str(self.claims[id_].get("source", self.article(id_)["sources"][0]["source"]))

    def resolve(self, reference: str, article: str) -> str:
        """The full id of the claim that is meant, in the article that took its article's place."""
        whole = reference if "#" in reference else f"{article}#{reference}"
        of, _, claim = whole.partition("#")
        while of in self.heirs:
            of = self.heirs[of]
        return f"{of}#{claim}"

    def said_by(self, id_: str) -> str:
        """The claimants, each with the last of the roles that it held on the claim's day."""
        on, said = self.on(id_), []
        for actor in self.by(id_):
            front = self.registry["actors"][actor]
            roles = [
                it["title"]
                for it in front.get("roles", [])
                if it.get("from", "")[: len(on)] <= on[: len(it.get("from", ""))]
                and on[: len(it.get("to", ""))] <= it.get("to", "")
            ]
            said.append(", ".join([front["name"], *roles[-1:]]))
        return "; ".join(said)

    def read_at(self, id_: str) -> str:
        """The source of a claim, and the way by which its article read it."""
        cited = self.article(id_)["sources"]
        way = next((it for it in cited if it["source"] == self.source(id_)), None)
        steps = self.way(way, cited) if way else [self.source(id_)]
        first, *rest = (self.registry["sources"][it]["name"] for it in steps)
        return f"Source: {first}{'; read at ' if rest else ''}{' via '.join(rest)}"

    def way(self, citation: Front, cited: list[Front]) -> list[str]:
        """From a source to where it was read, and from there on as the article cites that place."""
        chain, step = [citation["source"]], citation.get("via")
        while step and step not in chain:
            chain.append(step)
            step = next((it.get("via") for it in cited if it["source"] == step), None)
        return chain

    # What answers what

    def answers(self, id_: str) -> tuple[str, str] | None:
        """How a claim answers which other one, if that one is published."""
        for relation in RELATIONS:
            if relation in self.claims[id_]:
                target = self.resolve(self.claims[id_][relation], id_.partition("#")[0])
                return (relation, target) if target in self.claims else None
        return None

    def answered_by(self, id_: str, day: str) -> list[tuple[str, str]]:
        """The claims that answer one, known by the end of a day, and how."""
        known = [it for it in self.claims if max(self.filed(it), self.on(it)) <= day]
        found = [(other, self.answers(other)) for other in known]
        return [(other, to[0]) for other, to in found if to and to[1] == id_]

    def tree(self, id_: str, day: str = "9999") -> Tree:
        return tuple(
            sorted((it, how, self.tree(it, day)) for it, how in self.answered_by(id_, day))
        )

    def root(self, id_: str) -> str:
        to = self.answers(id_)
        return self.root(to[1]) if to else id_

    # States

    def told(self, id_: str) -> str:
        """The day from which a claim is known: it was made by then, and its article is there."""
        return max(self.filed(id_), self.on(id_))

    def denies(self, id_: str, other: str) -> bool:
        """Whether a claim denies another one in somebody else's name."""
        same = set(self.by(id_)) <= set(self.by(other))
        return self.answers(id_) == ("denies", other) and not same

    def rivals(self, id_: str, known: str = "9999") -> set[str]:
        """The other sides of a claim's disputes, as far as they were told by the end of a day."""
        return {
            it
            for it in self.claims
            if (self.denies(it, id_) or self.denies(id_, it)) and self.told(it) <= known
        }

    def entries(self, id_: str) -> list[State]:
        """The editor's entries whose day has come, but none that rests on what isn't published."""
        article = id_.partition("#")[0]
        found = []
        for entry in self.claims[id_].get("status", []):
            claim = self.resolve(entry["by"], article)
            if entry["on"] > str(self.now.astimezone(self.zone).date()):
                continue
            if claim in self.claims or entry["by"] in self.registry["sources"]:
                ground = claim if claim in self.claims else entry["by"]
                found.append(State(entry["is"], max(entry["on"], self.on(id_)), ground))
        return found

    def entered(self, id_: str, day: str) -> State | None:
        """The last entry on a claim by the end of a day."""
        told = [it for it in self.entries(id_) if it.on <= day]
        return max(reversed(told), key=lambda it: it.on) if told else None

    def stands(self, id_: str, day: str) -> bool:
        """Whether a claim was made by a day, and nobody has withdrawn it since."""
        entry = self.entered(id_, day)
        return self.on(id_) <= day and not (entry and entry.name == "withdrawn")

    def disputed(self, id_: str, day: str, known: str) -> set[str]:
        """The rivals, of those known at the end of one day, with which it was in dispute on some
        day."""
        return {it for it in self.rivals(id_, known) if self.stands(it, day)}

    def history(self, id_: str, known: str = "9999") -> list[State]:
        """All states of a claim, day by day, from what was known at the end of a day."""
        rivals = self.rivals(id_, known)
        entries = self.entries(id_)
        found = [State("claimed", self.on(id_), None)]
        days = {it.on for other in rivals for it in self.entries(other)}
        days |= {self.on(it) for it in (id_, *rivals)}
        for day in sorted(max(it, self.on(id_)) for it in days):
            if self.entered(id_, day):
                break
            now = self.disputed(id_, day, known)
            if bool(now) != (found[-1].name == "disputed"):
                eve = str(dt.date.fromisoformat(day) - dt.timedelta(days=1))
                among = frozenset(now or self.disputed(id_, eve, known))
                found.append(State("disputed" if now else "claimed", day, min(among), among))
        return [*found, *sorted(entries, key=lambda it: it.on)]

    def state(self, id_: str, day: str = "9999", known: str = "") -> State:
        """What a claim was on a day, by what was known at its end, or at that of another."""
        history = self.history(id_, known or day)
        return next((it for it in reversed(history) if it.on <= day), history[0])

    def later(self, id_: str, day: str) -> str | None:
        """What a claim has become since a day, if it is something else now."""
        now = self.state(id_).name
        return now if now != self.state(id_, day).name else None

    def since(self, id_: str, day: str) -> str:
        """When a claim became what it is now; if it was before some day, when that was told."""
        now = self.state(id_)
        if now.on > day:
            return now.on
        days = sorted(it for it in {self.told(it) for it in self.claims} if it > day)
        last = [it for it in days if self.state(id_, it).name != now.name]
        return next(it for it in days if not last or it > last[-1])

    # What changed

    def before(self, day: str) -> str | None:
        return max((it for it in self.days() if it < day), default=None)

    def changed(self, day: str) -> dict[str, tuple[str, State]]:
        """Claims that a reader of the briefing before knew in another state: it, and the new."""
        before = self.before(day) or ""
        known = [id_ for id_ in self.claims if self.filed(id_) <= before]
        states = {id_: (self.state(id_, before), self.state(id_, day)) for id_ in known}
        return {
            id_: (then.name, now) for id_, (then, now) in states.items() if then.name != now.name
        }

    def figures(self, key: str, day: str = "9999") -> set[str]:
        return {
            id_
            for id_, claim in self.claims.items()
            if claim.get("figure", {}).get("key") == key and self.filed(id_) <= day
        }

    def keys(self) -> set[str]:
        return {
            claim["figure"]["key"]
            for claim in self.claims.values()
            if "key" in claim.get("figure", {})
        }

    def new_figures(self, day: str) -> set[str]:
        before = self.before(day) or ""
        known = [key for key in self.keys() if self.figures(key, before)]
        return {id_ for key in known for id_ in self.figures(key, day) if self.filed(id_) == day}

    def corrections(self) -> list[tuple[str, str, str]]:
        """The day, the article and the words of each."""
        return sorted(
            (it["date"], id_, it["text"])
            for id_, front in self.articles.items()
            for it in front.get("corrections", [])
        )

    def notes(self, id_: str) -> list[str]:
        """The corrections that concern a claim."""
        article = id_.partition("#")[0]
        return [
            it["text"]
            for it in self.article(id_).get("corrections", [])
            if "claim" in it and self.resolve(it["claim"], article) == id_
        ]

    def corrected(self, day: str) -> list[tuple[str, str, str]]:
        before = self.before(day) or ""
        return [it for it in self.corrections() if before < it[0] <= day]

    # Regions and sources

    def control(self, region: str) -> dict[str, set[tuple[str, str, str]]]:
        """By party, the claims of who holds a region: the day, the claim and its state."""
        found: dict[str, set[tuple[str, str, str]]] = {}
        for id_ in self.claims:
            if self.kind(id_) == "control" and region in self.regions(id_):
                for actor in self.by(id_):
                    party = self.registry["actors"][actor].get("party", actor)
                    line = (self.on(id_), id_, self.state(id_).name)
                    found.setdefault(party, set()).add(line)
        return found

    def cited(self, id_: str) -> set[str]:
        """The sources of an article, those of its claims included."""
        front = self.articles[id_]
        claims = [f"{id_}#{claim['id']}" for claim in front.get("claims", [])]
        return {it["source"] for it in front["sources"]} | {self.source(it) for it in claims}

    def alone(self, source: str) -> set[str]:
        return {id_ for id_ in self.articles if self.cited(id_) == {source}}

    def party(self, id_: str) -> str | None:
        """The party to which all sources of an article belong."""
        parties = {self.registry["sources"][it].get("party") for it in self.cited(id_)}
        return parties.pop() if len(parties) == 1 else None

    def outcomes(self, source: str) -> dict[str, set[str]]:
        """Which claims of a source were ever disputed, confirmed, refuted, withdrawn."""
        mine = [id_ for id_ in self.claims if self.source(id_) == source]
        disputed = {id_ for id_ in mine if "disputed" in {it.name for it in self.entries(id_)}}
        found = {"Disputed": {id_ for id_ in mine if self.rivals(id_)} | disputed}
        for name in ("confirmed", "refuted", "withdrawn"):
            found[name.capitalize()] = {
                id_ for id_ in mine if name in {it.name for it in self.entries(id_)}
            }
        return {name: ids for name, ids in found.items() if ids}

    def chains(self, source: str) -> dict[tuple[str, ...], set[str]]:
        """By which ways a source was read or led to others, and in which articles."""
        found: dict[tuple[str, ...], set[str]] = {}
        for id_, front in self.articles.items():
            for it in front["sources"]:
                chain = self.way(it, front["sources"])
                if len(chain) > 1 and source in chain:
                    found.setdefault(tuple(chain), set()).add(id_)
        return found

    # Copies

    def alike(self, one: str, other: str) -> bool:
        """Whether one text stands in the other, and at most seven days lie between them."""
        days = [dt.date.fromisoformat(it[:10]) for it in (one, other)]
        texts = [self.articles[it]["body"] for it in (one, other)]
        near = abs((days[0] - days[1]).days) <= 7
        return near and (texts[0] in texts[1] or texts[1] in texts[0])

    def copies(self, id_: str, day: str) -> set[str]:
        """Other articles until a day that are like it, or like one that is like it."""
        found = {id_}
        for _ in self.articles:
            found |= {
                other
                for other in self.articles
                if other[:10] <= day and any(self.alike(it, other) for it in found)
            }
        return found - {id_}


def _front(file: Path) -> Front:
    """Front matter with each value as text; `body` is the first paragraph below it."""
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    found: Front = yaml.load(front, Loader=yaml.BaseLoader)
    return {**found, "body": re.split(r"\n\n+", body.strip())[0]}
