"""A newsroom of the island of Lorvia as data that edits change, and the files that it makes.

    Newsroom --edit--> Newsroom --mend--> no reference to what is gone --files--> bytes by path

References go by slug, so an article keeps those to it when its date, its file or the timezone
changes; their ids are worked out as the files are made.
"""

from __future__ import annotations

import datetime as dt
import json
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

Front = dict[str, Any]
ClaimKey = tuple[str, str]
"""The slug of an article and the id of one of its claims."""


@dataclass
class Claim:
    """`number` grows with each claim; one answers only lower ones, so none goes in a circle.

    `figure` is what one of that kind says of its number of boats, or instead of it.
    """

    number: int
    by: list[str]
    says: str
    kind: str = "event"
    on: dt.date | None = None
    quote: str | None = None
    regions: list[str] | None = None
    source: str | None = None
    relation: str = "denies"
    answers: ClaimKey | None = None
    status: list[tuple[dt.date, str, ClaimKey | str]] = field(default_factory=list)
    figure: Front = field(default_factory=dict)


@dataclass
class Article:
    """`when` is a bare date or an aware time; `links` are content files, `roots` site addresses."""

    when: dt.date | dt.datetime
    title: str
    summary: str = "What is known."
    folder: str = ""
    file: str | None = None
    body: str = "Nothing more is known."
    regions: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    sources: list[tuple[str, str | None]] = field(default_factory=lambda: [("wire", None)])
    claims: dict[str, Claim] = field(default_factory=dict)
    related: list[str] = field(default_factory=list)
    replaces: str | None = None
    links: list[str] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    corrections: list[tuple[dt.date, str, str | None]] = field(default_factory=list)
    publish_at: dt.datetime | None = None
    image: str | None = None
    more: Front = field(default_factory=dict)


@dataclass
class Briefing:
    """`takeaways` are a text each, with claims and articles that it rests on."""

    title: str | None = None
    lead: str | None = None
    takeaways: list[tuple[str, list[ClaimKey], list[str]]] = field(default_factory=list)
    body: str = ""


@dataclass
class Record:
    """A region, actor or source: its front matter and its background."""

    front: Front
    body: str = ""
    links: list[str] = field(default_factory=list)


@dataclass
class Newsroom:
    """`settings` and `options` are MkDocs' and the plugin's; `theme` files come before its own.

    `ids` remembers the last id of each slug, by which what is gone may still be referred to.
    """

    articles: dict[str, Article]
    regions: dict[str, Record]
    actors: dict[str, Record]
    sources: dict[str, Record]
    briefings: dict[dt.date, Briefing] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    theme: dict[str, str] = field(default_factory=dict)
    settings: Front = field(default_factory=dict)
    options: Front = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def day_of(self, article: Article) -> dt.date:
        if isinstance(article.when, dt.datetime):
            return article.when.astimezone(ZoneInfo(self.options["timezone"])).date()
        return article.when

    def id_of(self, slug: str) -> str:
        if slug in self.articles:
            self.ids[slug] = f"{self.day_of(self.articles[slug])}/{slug}"
        return self.ids[slug]

    def claim_id(self, key: ClaimKey) -> str:
        return f"{self.id_of(key[0])}#{key[1]}"

    def claims(self) -> dict[ClaimKey, Claim]:
        return {
            (slug, id_): claim
            for slug, article in self.articles.items()
            for id_, claim in article.claims.items()
        }

    def records(self) -> list[Record]:
        return [*self.regions.values(), *self.actors.values(), *self.sources.values()]

    def path_of(self, slug: str) -> str:
        article = self.articles[slug]
        return posixpath.join("content/articles", article.folder, f"{article.file or slug}.md")

    def content_paths(self) -> list[str]:
        """What a body's links may lead to."""
        paths = [self.path_of(slug) for slug in self.articles]
        paths += [f"content/regions/{id_}.md" for id_ in self.regions]
        paths += [f"content/actors/{id_}.md" for id_ in self.actors]
        paths += [f"content/sources/{id_}.md" for id_ in self.sources]
        paths += [f"content/briefings/{day}.md" for day in self.briefings]
        paths += [f"content/pages/{name}" for name in self.pages]
        return sorted(paths + [f"content/{name}" for name in self.media])

    def files(self) -> dict[str, bytes]:
        """Every file of the project but what builds leave there."""
        for slug in self.articles:
            self.id_of(slug)
        texts = {self.path_of(slug): self._article(slug) for slug in self.articles}
        for folder in ("regions", "actors", "sources"):
            records: dict[str, Record] = getattr(self, folder)
            for id_, record in records.items():
                links = _links(record.links, f"content/{folder}")
                text = _document(record.front, "\n\n".join([record.body, *links]))
                texts[f"content/{folder}/{id_}.md"] = text
        for day, briefing in self.briefings.items():
            texts[f"content/briefings/{day}.md"] = self._briefing(briefing)
        texts |= {f"content/pages/{name}": text for name, text in self.pages.items()}
        texts |= {f"theme/{name}": text for name, text in self.theme.items()}
        plugins = [{"briefings": self.options}]
        texts["mkdocs.yml"] = json.dumps({**self.settings, "plugins": plugins}, indent=1)
        made = {path: text.encode() for path, text in texts.items()}
        return made | {f"content/{name}": picture for name, picture in self.media.items()}

    def _article(self, slug: str) -> str:
        article = self.articles[slug]
        front: Front = {
            "title": article.title,
            "date": article.when.isoformat(),
            "summary": article.summary,
            "slug": slug if article.file else None,
            "regions": article.regions,
            "actors": article.actors,
            "sources": [
                {"source": source, "url": f"https://{source}.example/{slug}", "via": via}
                for source, via in article.sources
            ],
            "related": [self.id_of(other) for other in article.related],
            "replaces": article.replaces and self.id_of(article.replaces),
            "image": article.image and {"src": article.image, "alt": "The harbour"},
            "publish_at": article.publish_at and article.publish_at.isoformat(),
            "claims": [self._claim(id_, claim) for id_, claim in article.claims.items()],
            "corrections": [
                {"date": str(day), "text": text, "claim": claim}
                for day, text, claim in article.corrections
            ],
            **article.more,
        }
        here = posixpath.dirname(self.path_of(slug))
        links = _links(article.links, here)
        roots = [f"Or [this](/{url})." for url in article.roots]
        quotes = [
            f"“{claim.quote}”, they said." for claim in article.claims.values() if claim.quote
        ]
        return _document(front, "\n\n".join([article.body, *quotes, *links, *roots]))

    def _claim(self, id_: str, claim: Claim) -> Front:
        return {
            "id": id_,
            "by": claim.by,
            "says": claim.says,
            "kind": claim.kind,
            "figure": {"n": 40 + claim.number, "unit": "boats", **claim.figure}
            if claim.kind == "figure"
            else None,
            "on": claim.on and str(claim.on),
            "quote": claim.quote,
            "regions": claim.regions,
            "source": claim.source,
            claim.relation: claim.answers and self.claim_id(claim.answers),
            "status": [
                {"on": str(on), "is": verdict, "by": self._ground(by)}
                for on, verdict, by in claim.status
            ],
        }

    def _ground(self, by: ClaimKey | str) -> str:
        return by if isinstance(by, str) else self.claim_id(by)

    def _briefing(self, briefing: Briefing) -> str:
        front: Front = {
            "title": briefing.title,
            "lead": briefing.lead and self.id_of(briefing.lead),
            "takeaways": [
                {
                    "text": text,
                    "claims": [self.claim_id(key) for key in claims],
                    "articles": [self.id_of(slug) for slug in articles],
                }
                for text, claims, articles in briefing.takeaways
            ],
        }
        return _document(front, briefing.body)


def mend(newsroom: Newsroom, now: dt.datetime) -> None:
    """Remove all references to what isn't there (any more), units that differ, and days before
    that of which something is said."""
    for article in newsroom.articles.values():
        _mend_claims(article, newsroom)
    heirs = _mend_replacing(newsroom)
    claims = newsroom.claims()
    for (slug, _), claim in claims.items():
        claim.figure.pop("unit", None)
        claim.status = [
            (max(on, claim.on or newsroom.day_of(newsroom.articles[slug])), verdict, by)
            for on, verdict, by in claim.status
            if (by in newsroom.sources if isinstance(by, str) else by in claims)
        ]
        claim.answers = claim.answers if claim.answers in claims else None
        _mend_answer(claim, claims, heirs)
    for slug, article in newsroom.articles.items():
        article.regions = _kept(article.regions, newsroom.regions)
        article.actors = _kept(article.actors, newsroom.actors)
        article.sources = [
            (source, via if via in newsroom.sources else None)
            for source, via in article.sources
            if source in newsroom.sources
        ] or [("wire", None)]
        article.related = _kept(article.related, newsroom.articles.keys() - {slug})
        article.corrections = [
            (max(day, newsroom.day_of(article)), text, claim if claim in article.claims else None)
            for day, text, claim in article.corrections
        ]
        article.links = _kept(article.links, newsroom.content_paths())
        article.image = article.image if article.image in newsroom.media else None
    for record in newsroom.records():
        record.links = _kept(record.links, newsroom.content_paths())
    for region in newsroom.regions.values():
        region.front["neighbours"] = _kept(region.front.get("neighbours", []), newsroom.regions)
    for source in newsroom.sources.values():
        if source.front.get("owner") not in newsroom.actors:
            source.front.pop("owner", None)
    for briefing in newsroom.briefings.values():
        briefing.lead = briefing.lead if briefing.lead in newsroom.articles else None
        briefing.takeaways = [
            (
                text,
                [key for key in of if _heir(key, heirs) in claims],
                _kept(articles, newsroom.articles),
            )
            for text, of, articles in briefing.takeaways
        ]
    addresses = months_of(newsroom, now)
    for article in newsroom.articles.values():
        article.roots = _kept(article.roots, addresses)


def months_of(newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """Addresses of the months of regions and actors, which come and go with what is filed there."""
    found: set[str] = set()
    for article in newsroom.articles.values():
        draft = article.more.get("status") == "draft"
        if draft or (article.publish_at and article.publish_at > now):
            continue
        month = f"{newsroom.day_of(article):%Y/%m}"
        claims = article.claims.values()
        regions = {*article.regions, *(id_ for claim in claims for id_ in claim.regions or ())}
        actors = {*article.actors, *(id_ for claim in claims for id_ in claim.by)}
        found |= {f"regions/{id_}/{month}/" for id_ in regions}
        found |= {f"actors/{id_}/{month}/" for id_ in actors}
    return sorted(found)


def _mend_replacing(newsroom: Newsroom) -> dict[str, str]:
    """The last successor of each slug; by the alphabet, so that nothing goes in a circle."""
    direct: dict[str, str] = {}
    for slug, article in newsroom.articles.items():
        old = article.replaces
        if old is None or old not in newsroom.articles or old >= slug or old in direct:
            article.replaces = None
        else:
            direct[old] = slug
    last = dict(direct)
    for old in sorted(direct, reverse=True):
        last[old] = last.get(direct[old], direct[old])
    return last


def _heir(key: ClaimKey, heirs: dict[str, str]) -> ClaimKey:
    return heirs.get(key[0], key[0]), key[1]


def _mend_answer(claim: Claim, claims: dict[ClaimKey, Claim], heirs: dict[str, str]) -> None:
    """What rests on a replaced claim rests on its heir, which has to be there."""
    claim.status = [
        entry
        for entry in claim.status
        if isinstance(entry[2], str) or _heir(entry[2], heirs) in claims
    ]
    if claim.answers:
        heir = claims.get(_heir(claim.answers, heirs))
        claim.answers = claim.answers if heir and heir.number < claim.number else None


def _mend_claims(article: Article, newsroom: Newsroom) -> None:
    for claim in article.claims.values():
        claim.by = _kept(claim.by, newsroom.actors)
        claim.source = claim.source if claim.source in newsroom.sources else None
        if claim.regions is not None:
            claim.regions = _kept(claim.regions, newsroom.regions)
    article.claims = {id_: claim for id_, claim in article.claims.items() if claim.by}


def _kept(names: Iterable[str], known: Iterable[str]) -> list[str]:
    there = set(known)
    return [name for name in dict.fromkeys(names) if name in there]


def _links(paths: Iterable[str], here: str) -> list[str]:
    return [f"See [that]({posixpath.relpath(path, here)})." for path in paths]


def _document(front: Front, body: str) -> str:
    """Each key on its line, its value as JSON, which is YAML too; empty ones are left out."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in _filled(front)]
    return "\n".join(["---", *lines, "---", body, ""])


def _filled(front: Front) -> list[tuple[str, Any]]:
    filled = []
    for key, value in front.items():
        if isinstance(value, list):
            value = [dict(_filled(v)) if isinstance(v, dict) else v for v in value]
        if value not in (None, []) or (key == "regions" and value == []):
            filled.append((key, value))
    return filled


def first_newsroom() -> Newsroom:
    """Six articles of three months that answer, relate to and link one another."""
    night = dt.datetime(2031, 5, 31, 22, 30, tzinfo=dt.UTC)
    open_, shut = ("bridge", "open"), ("reply", "shut")
    return Newsroom(
        articles={
            "bridge": Article(
                dt.date(2031, 5, 30),
                "The bridge stands",
                body="General Tarn crossed from Norvik to Eastmere.",
                regions=["norvik"],
                claims={
                    "open": Claim(1, ["tarn"], "The bridge is open", "control", quote="wide open"),
                    "boats": Claim(
                        2, ["orvania"], "Boats were counted", "figure", figure={"key": "boats"}
                    ),
                },
            ),
            "reply": Article(
                night,
                "The bridge is shut",
                folder="2031/05/31",
                body="The Mayor of Eastmere said otherwise on Norvik Street.",
                sources=[("herald", "digest"), ("wire", None)],
                claims={"shut": Claim(3, ["mayor"], "The bridge is shut", answers=open_)},
                links=["content/articles/bridge.md", "content/regions/eastmere.md"],
            ),
            "ferry": Article(
                dt.date(2031, 6, 2),
                "A ferry waits",
                body="Tarn and the Harbour Guard wait in Old Norvik.",
                regions=["norvik", "eastmere"],
                actors=["tarn", "guard"],
                claims={"waits": Claim(4, ["guard"], "The ferry waits", regions=["skerry"])},
                related=["bridge"],
                roots=["regions/norvik/2031/05/"],
                corrections=[(dt.date(2031, 6, 3), "The hour was wrong.", "waits")],
            ),
            "market": Article(
                dt.datetime(2031, 6, 2, 9, tzinfo=dt.UTC),
                "The market opens",
                folder="market",
                regions=["eastmere"],
                actors=["mayor"],
                claims={
                    "sold": Claim(
                        5,
                        ["mayor", "orvania"],
                        "All is sold",
                        status=[(dt.date(2031, 6, 3), "refuted", shut)],
                    )
                },
                image="media/harbour.png",
            ),
            "mine": Article(
                dt.date(2032, 1, 1),
                "A mine is found",
                body="Norvik, Eastmere and the Skerry are told by Orvania.",
                sources=[("herald", None)],
                claims={"found": Claim(6, ["guard"], "A mine is found", quote="one mine")},
                publish_at=dt.datetime(2032, 1, 2, tzinfo=dt.UTC),
            ),
            "verdict": Article(
                dt.date(2032, 1, 1),
                "What became of the bridge",
                related=["bridge", "reply"],
                claims={
                    "stood": Claim(
                        7, ["orvania"], "It stood", relation="confirms", answers=open_, regions=[]
                    )
                },
                more={"lead": 3},
            ),
        },
        regions={
            "norvik": Record(
                {"name": "Norvik", "country": "orvania", "not": ["Norvik Street"]},
                "It lies north of Eastmere.",
                ["content/regions/eastmere.md", "content/articles/bridge.md"],
            ),
            "eastmere": Record({"name": "Eastmere", "neighbours": ["norvik"]}),
            "skerry": Record({"name": "Skerry", "aliases": ["the Skerry"]}, "Tarn was born here."),
        },
        actors={
            "tarn": Record(
                {
                    "name": "General Tarn",
                    "kind": "person",
                    "party": "orvania",
                    "aliases": ["Tarn"],
                    "roles": [{"title": "Commander", "from": "2031", "to": "2031-05"}],
                }
            ),
            "mayor": Record({"name": "The Mayor", "kind": "office", "party": "eastmere-council"}),
            "guard": Record({"name": "Harbour Guard", "kind": "force"}, "Raised in Norvik."),
            "orvania": Record({"name": "Orvania", "kind": "state"}),
        },
        sources={
            "wire": Record({"name": "Lorvia Wire", "kind": "agency"}),
            "herald": Record({"name": "Harbour Herald", "owner": "guard"}),
            "digest": Record({"name": "The Digest"}, "It prints what Orvania says."),
        },
        briefings={
            dt.date(2031, 6, 2): Briefing(
                "Boats and a market",
                "ferry",
                [("The ferry is what matters.", [("ferry", "waits")], ["market"])],
                "General Tarn in Skerry.",
            )
        },
        pages={"about.md": "# About\n\nThe [regions](/regions/) of Lorvia.\n"},
        media={"media/harbour.png": b"a picture of the harbour"},
        settings={
            "site_name": "The Lorvia Ledger",
            "site_url": "https://example.org/news/",
            "docs_dir": "content/pages",
            "theme": {"name": "dispatch", "custom_dir": "theme"},
        },
        theme={".keep": ""},
        options={"timezone": "Europe/Kyiv"},
    )
