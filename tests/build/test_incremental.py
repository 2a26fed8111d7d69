"""After any edits, an incremental build leaves what a clean one would: files, names and bytes.

Each step of a sequence edits a newsroom, then builds it where it was built before, and as a copy
in a new folder, in processes whose timezone, hash seed and folder differ. A number of sequences in
the environment variable `SEQUENCES` runs that many, drawn anew, instead of the usual few.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import briefings
from tests import repository
from tests.build.building import Builders, Built, differences, read_tree, write_files
from tests.build.lorvia import (
    Article,
    Briefing,
    Claim,
    ClaimKey,
    Record,
    first_newsroom,
    mend,
    months_of,
)

SEQUENCES = int(os.environ.get("SEQUENCES", "0"))
THEME = Path(briefings.__file__).parents[1] / "themes/dispatch"
START = dt.datetime(2031, 12, 31, 12, tzinfo=dt.UTC)

T = TypeVar("T")

NTH = st.integers(0, 11)
COIN = st.booleans()
SLUGS = st.sampled_from(["bridge", "reply", "ferry", "storm", "norvik-road", "truce"])
REGIONS = st.sampled_from(["norvik", "eastmere", "skerry", "vale"])
ACTORS = st.sampled_from(["tarn", "mayor", "guard", "orvania", "eastmere-council"])
SOURCES = st.sampled_from(["wire", "herald", "digest", "radio"])
NAMES = st.sampled_from(
    ["Norvik", "Old Norvik", "Eastmere", "Norvik Street", "Tarn", "Orvania", "The Mayor", "Vale"]
)
DAYS = st.sampled_from(
    [dt.date(2031, 5, 30), dt.date(2031, 5, 31), dt.date(2031, 6, 2), dt.date(2032, 1, 1)]
)
TIMES = st.sampled_from(
    [
        dt.datetime(2031, 5, 31, 22, 30, tzinfo=dt.UTC),
        dt.datetime(2031, 6, 2, 9, tzinfo=dt.UTC),
        dt.datetime(2031, 12, 31, 23, 30, tzinfo=dt.UTC),
    ]
)
INSTANTS = st.sampled_from([START + dt.timedelta(days=n) for n in (-1, 1, 2, 40)])
STORY = " ".join(f"norvik{word * word % 97}" for word in range(120))
"""Long enough for its copies to be known."""

BODIES = st.sampled_from(
    [
        "",
        "Nothing more is known.",
        "Nothing new is known..",
        "Norvik, Old Norvik and Norvik Street.\n\n# Vale\n\nThe Vale of Eastmere."
        " <script></script>",
        "General Tarn, Tarn and The Mayor of Orvania.\n\n| Harbour |\n| --- |\n| Guard |",
        "# Norvik\n\nAs [above](#norvik) and [there](/claims/).",
        STORY,
        STORY.replace("norvik7", "Norvik") + " And more of it.",
        "~~Shut~~ at www.example.org.\n\n*[DMZ]: no man's land\n\nThe DMZ.",
    ]
)
WORDS = st.sampled_from(["The bridge", "A <b>bold</b> claim", "The bridge ", "“So” it’s said"])
KINDS = st.sampled_from(["control", "event", "figure", "intent"])
RELATIONS = st.sampled_from(["denies", "confirms", "amends"])
VERDICTS = st.sampled_from(["disputed", "confirmed", "refuted", "withdrawn"])


def few(values: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(values, max_size=3, unique=True)


def pick(things: Mapping[T, Any], n: int) -> T:
    return list(things)[n % len(things)]


@pytest.fixture(scope="module", autouse=True)
def shared(builders: Builders, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What all sequences share: the processes, and the first newsroom with its site."""
    Edits.builders = builders
    Edits.first = tmp_path_factory.mktemp("first") / "project"
    write_files(Edits.first, first_newsroom().files(), {})
    built = builders.incremental.build(Edits.first, START)
    assert built.code == 0, built.output


class Edits(RuleBasedStateMachine):
    """Each rule is one edit; what it is about is the n-th of what there is.

    `careless` edits may leave references to what is gone: such a build may fail, and the next
    edit begins by mending it. After any other edit it must not.
    """

    first: Path
    builders: Builders
    expected: Built
    last: tuple[dict[str, bytes], dt.datetime, str] | None = None

    def __init__(self) -> None:
        """A sequence begins with a copy of the first newsroom as it was built once."""
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="newsroom-"))
        self.project = self.home / "project"
        shutil.copytree(self.first, self.project)
        self.newsroom = first_newsroom()
        self.now = START
        self.written = self.newsroom.files()
        self.published: Mapping[str, bytes] = read_tree(self.project / "site")
        self.commits: list[str] = []
        self.numbers = 100
        self.careless = False
        self.held = True

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    @invariant()
    def incremental_equals_clean(self) -> None:
        if self.held:
            self.held = False
            return
        if not self.careless:
            mend(self.newsroom, self.now)
        files = self.newsroom.files()
        write_files(self.project, files, self.written)
        self.written = files
        self.builders.incremental.start(self.project, self.now)
        expected = self.build_clean(files)
        found = self.builders.incremental.wait(self.project)
        assert (found.code, found.problems) == (expected.code, expected.problems), found.output
        assert "Traceback" not in found.output, found.output
        if expected.code == 0:
            assert differences(found.site, expected.site) == []
            self.published = found.site
        else:
            assert self.careless, expected.output
            assert differences(found.site, self.published) == []
        if self.careless:
            mend(self.newsroom, self.now)
            self.careless = False

    def build_clean(self, files: dict[str, bytes]) -> Built:
        """A copy built by itself, unless the last one was of the same files and time."""
        head = self.commits[-1] if self.commits else ""
        if self.last != (files, self.now, head):
            copy = Path(tempfile.mkdtemp(prefix="clean-", dir=self.home))
            write_files(copy, files, {})
            if head:
                (copy / ".git").write_text(f"gitdir: {self.project / '.git'}\n")
            Edits.expected = self.builders.clean.build(copy, self.now)
            Edits.last = files, self.now, head
            shutil.rmtree(copy)
        return self.expected

    @precondition(lambda self: not self.held)
    @rule()
    def build_only_after_the_next_edit(self) -> None:
        self.held = True

    # Articles

    def article(self, n: int) -> Article:
        return self.newsroom.articles[pick(self.newsroom.articles, n)]

    @rule(slug=SLUGS, when=DAYS | TIMES, regions=few(REGIONS), actors=few(ACTORS), body=BODIES)
    def add_an_article(
        self,
        slug: str,
        when: dt.date | dt.datetime,
        regions: list[str],
        actors: list[str],
        body: str,
    ) -> None:
        new = Article(when, f"News of {slug}", body=body, regions=regions, actors=actors)
        self.newsroom.articles.setdefault(slug, new)

    @precondition(lambda self: len(self.newsroom.articles) > 1)
    @rule(n=NTH, careless=COIN)
    def delete_an_article(self, n: int, careless: bool) -> None:
        del self.newsroom.articles[pick(self.newsroom.articles, n)]
        self.careless |= careless

    @rule(n=NTH, folder=st.sampled_from(["", "a", "a/b"]), file=st.sampled_from([None, "notes"]))
    def move_an_article(self, n: int, folder: str, file: str | None) -> None:
        taken = [(article.folder, article.file) for article in self.newsroom.articles.values()]
        if file is None or (folder, file) not in taken:
            self.article(n).folder, self.article(n).file = folder, file

    @rule(n=NTH, slug=SLUGS, careless=COIN)
    def rename_an_article(self, n: int, slug: str, careless: bool) -> None:
        articles = self.newsroom.articles
        if slug not in articles:
            articles[slug] = articles.pop(pick(articles, n))
            self.careless |= careless

    @rule(n=NTH, when=DAYS | TIMES)
    def redate_an_article(self, n: int, when: dt.date | dt.datetime) -> None:
        self.article(n).when = when
        self.article(n).more.pop("updated", None)

    @rule(n=NTH, title=WORDS, summary=WORDS)
    def retitle_an_article(self, n: int, title: str, summary: str) -> None:
        self.article(n).title, self.article(n).summary = title, summary

    @rule(n=NTH, regions=few(REGIONS), actors=few(ACTORS))
    def retag_an_article(self, n: int, regions: list[str], actors: list[str]) -> None:
        self.article(n).regions, self.article(n).actors = regions, actors

    @rule(n=NTH, body=BODIES)
    def rewrite_an_article(self, n: int, body: str) -> None:
        self.article(n).body = body

    @rule(n=NTH, letter=st.sampled_from("abc"))
    def change_a_letter_and_hide_it(self, n: int, letter: str) -> None:
        """The file keeps its size and its time of change."""
        slug = pick(self.newsroom.articles, n)
        file = self.project / self.newsroom.path_of(slug)
        article = self.newsroom.articles[slug]
        with suppress(FileNotFoundError):
            stat = file.stat()
            article.body = article.body[:-1] + letter if article.body else letter
            path = self.newsroom.path_of(slug)
            content = self.newsroom.files()[path]
            self.written = {**self.written, path: content}
            file.write_bytes(content)
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @rule(n=NTH, key=st.sampled_from(["lang", "lead", "updated", "aliases", "status"]), on=COIN)
    def change_a_detail(self, n: int, key: str, on: bool) -> None:
        values = {
            "lang": "fr",
            "lead": 5,
            "updated": "2032-01-02T08:00:00Z",
            "aliases": [f"old/{pick(self.newsroom.articles, n)}/"],
            "status": "draft",
        }
        more = self.article(n).more
        more.update({key: values[key]} if on else {key: None})

    @rule(n=NTH, until=st.none() | INSTANTS)
    def embargo_an_article(self, n: int, until: dt.datetime | None) -> None:
        self.article(n).publish_at = until

    @rule(now=INSTANTS)
    def pass_time(self, now: dt.datetime) -> None:
        self.now = now

    @rule(n=NTH, cited=st.lists(st.tuples(SOURCES, st.none() | SOURCES), max_size=3))
    def cite_sources(self, n: int, cited: list[tuple[str, str | None]]) -> None:
        self.article(n).sources = cited

    @rule(n=NTH, other=NTH)
    def relate_articles(self, n: int, other: int) -> None:
        self.article(n).related = [pick(self.newsroom.articles, other)]

    @rule(n=NTH, slug=SLUGS, when=DAYS | TIMES, fewer=COIN, careless=COIN)
    def replace_an_article(
        self, n: int, slug: str, when: dt.date | dt.datetime, fewer: bool, careless: bool
    ) -> None:
        """By a new one of its claims; with `fewer`, of all but the first, which may be answered."""
        old = pick(self.newsroom.articles, n)
        if slug not in self.newsroom.articles:
            new = copy.deepcopy(self.newsroom.articles[old])
            new.when, new.file, new.folder, new.replaces = when, None, f"new/{slug}", old
            new.more, new.roots = {}, []
            if fewer and new.claims:
                del new.claims[next(iter(new.claims))]
            self.newsroom.articles[slug] = new
            self.careless |= careless

    @rule(n=NTH, other=NTH, careless=COIN)
    def take_the_place_of_another(self, n: int, other: int, careless: bool) -> None:
        self.article(n).replaces = pick(self.newsroom.articles, other)
        self.careless |= careless

    @rule(n=NTH)
    def replace_nothing(self, n: int) -> None:
        self.article(n).replaces = None

    @rule(n=NTH, other=NTH)
    def copy_a_text(self, n: int, other: int) -> None:
        self.article(n).body = STORY
        self.article(other).body = STORY.replace("norvik7", "Norvik")

    @rule(n=NTH, where=st.integers(0, 40))
    def link_from_a_body(self, n: int, where: int) -> None:
        paths = self.newsroom.content_paths()
        self.article(n).links.append(paths[where % len(paths)])

    @rule(n=NTH, where=st.integers(0, 40))
    def link_from_a_background(self, n: int, where: int) -> None:
        records, paths = self.newsroom.records(), self.newsroom.content_paths()
        records[n % len(records)].links.append(paths[where % len(paths)])

    @rule(n=NTH, where=st.integers(0, 40), careless=COIN)
    def link_to_a_month(self, n: int, where: int, careless: bool) -> None:
        """Careless: one that may go, or has gone, unnoticed."""
        months = months_of(self.newsroom, self.now) or [""]
        self.article(n).roots.append(months[where % len(months)])
        if careless:
            self.article(n).roots.append("regions/vale/2031/05/")
            self.careless = True

    @rule(n=NTH, day=DAYS, text=WORDS, first=COIN)
    def correct_an_article(self, n: int, day: dt.date, text: str, first: bool) -> None:
        claims = self.article(n).claims
        claim = pick(claims, 0) if claims and first else None
        self.article(n).corrections.append((day, text, claim))

    # Claims

    def claim(self, n: int) -> tuple[ClaimKey, Claim]:
        claims = self.newsroom.claims() or {("", ""): Claim(0, [], "")}
        key = pick(claims, n)
        return key, claims[key]

    @rule(n=NTH, by=few(ACTORS).filter(bool), says=WORDS, kind=KINDS)
    def add_a_claim(self, n: int, by: list[str], says: str, kind: str) -> None:
        self.numbers += 1
        self.article(n).claims[f"c{self.numbers}"] = Claim(self.numbers, by, says, kind)

    @rule(n=NTH, other=NTH, by=ACTORS, relation=RELATIONS, on=st.none() | DAYS)
    def answer_a_claim(
        self, n: int, other: int, by: str, relation: str, on: dt.date | None
    ) -> None:
        key, answered = self.claim(other)
        self.numbers += 1
        claim = Claim(self.numbers, [by], "It isn't so", on=on, relation=relation, answers=key)
        self.article(n).claims[f"c{self.numbers}"] = claim
        assert answered.number < claim.number

    @rule(n=NTH, careless=COIN)
    def withdraw_a_claim_without_a_trace(self, n: int, careless: bool) -> None:
        (slug, id_), _ = self.claim(n)
        if slug:
            del self.newsroom.articles[slug].claims[id_]
            self.careless |= careless

    @rule(
        n=NTH,
        says=WORDS,
        by=few(ACTORS).filter(bool),
        kind=KINDS,
        on=st.none() | DAYS,
        quote=st.none() | st.sampled_from(["wide open", "no <way>"]),
        regions=st.none() | few(REGIONS),
        source=st.none() | SOURCES,
    )
    def change_a_claim(self, n: int, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.claim(n)[1], name, value)

    @rule(
        n=NTH,
        key=st.sampled_from(["boats", "ships"]),
        of=st.sampled_from(["", "lost", "a <b>fleet</b>"]),
        approx=COIN,
        number=st.sampled_from([0, 41, 12000000]),
    )
    def count_in_a_claim(self, n: int, key: str, of: str, approx: bool, number: int) -> None:
        """Another number, or the same under another key or in other words."""
        claim = self.claim(n)[1]
        claim.kind, claim.figure = "figure", {"n": number, "key": key}
        claim.figure |= {"of": of} if of else {}
        claim.figure |= {"approx": "true"} if approx else {}

    @rule(key=st.sampled_from(["boats", "ships", "vessels"]))
    def rename_the_key_of_a_figure(self, key: str) -> None:
        figures = [c.figure for c in self.newsroom.claims().values() if "key" in c.figure]
        first = figures[0]["key"] if figures else ""
        for figure in figures:
            figure["key"] = key if figure["key"] == first else figure["key"]

    @rule(n=NTH)
    def count_in_another_unit(self, n: int) -> None:
        """Perhaps beside others that have the same key."""
        self.claim(n)[1].figure["unit"] = "barges"
        self.careless = True

    @rule(n=NTH, on=DAYS, verdict=VERDICTS, by=SOURCES | NTH)
    def judge_a_claim(self, n: int, on: dt.date, verdict: str, by: str | int) -> None:
        key, claim = self.claim(n)
        ground = by if isinstance(by, str) else self.claim(by)[0]
        if ground != key:
            claim.status.append((on, verdict, ground))

    # Registries

    @rule(id_=REGIONS, name=NAMES, aliases=few(NAMES), excluded=few(NAMES), body=BODIES)
    def write_a_region(
        self, id_: str, name: str, aliases: list[str], excluded: list[str], body: str
    ) -> None:
        front = {"name": name, "aliases": aliases, "not": excluded}
        self.newsroom.regions[id_] = Record(front, body)

    @rule(id_=ACTORS, name=NAMES, aliases=few(NAMES), body=BODIES, until=st.sampled_from("5678"))
    def write_an_actor(
        self, id_: str, name: str, aliases: list[str], body: str, until: str
    ) -> None:
        role = {"title": "Governor", "from": "2031-05", "to": f"2031-0{until}"}
        front = {"name": name, "kind": "person", "aliases": aliases, "roles": [role]}
        self.newsroom.actors[id_] = Record(front, body)

    @rule(id_=SOURCES, name=NAMES, owner=ACTORS, party=ACTORS, body=BODIES)
    def write_a_source(self, id_: str, name: str, owner: str, party: str, body: str) -> None:
        front = {"name": name, "kind": "social", "owner": owner, "party": party}
        self.newsroom.sources[id_] = Record(front, body)

    @rule(folder=st.sampled_from(["regions", "actors", "sources"]), n=NTH, name=NAMES)
    def rename_one(self, folder: str, n: int, name: str) -> None:
        records: dict[str, Record] = getattr(self.newsroom, folder)
        if records:
            records[pick(records, n)].front["name"] = name

    @rule(n=NTH, party=ACTORS, summary=WORDS)
    def side_an_actor(self, n: int, party: str, summary: str) -> None:
        if actors := self.newsroom.actors:
            actors[pick(actors, n)].front |= {"party": party, "summary": summary}

    @rule(n=NTH, country=ACTORS, neighbours=few(REGIONS), summary=WORDS)
    def border_a_region(self, n: int, country: str, neighbours: list[str], summary: str) -> None:
        if regions := self.newsroom.regions:
            name = pick(regions, n)
            others = [other for other in neighbours if other != name]
            regions[name].front |= {"country": country, "neighbours": others, "summary": summary}

    @rule(folder=st.sampled_from(["regions", "actors", "sources"]), n=NTH, careless=COIN)
    def delete_one(self, folder: str, n: int, careless: bool) -> None:
        records: dict[str, Record] = getattr(self.newsroom, folder)
        if records and pick(records, n) != "wire":
            del records[pick(records, n)]
            self.careless |= careless

    # The rest

    @rule(day=DAYS, title=st.none() | WORDS, lead=NTH, claim=NTH, body=BODIES, told=COIN)
    def write_a_briefing(
        self, day: dt.date, title: str | None, lead: int, claim: int, body: str, told: bool
    ) -> None:
        slug = pick(self.newsroom.articles, lead)
        takeaways = [("In short", [self.claim(claim)[0]], [slug])] if told else []
        self.newsroom.briefings[day] = Briefing(title, slug, takeaways, body)

    @rule(day=DAYS)
    def delete_a_briefing(self, day: dt.date) -> None:
        self.newsroom.briefings.pop(day, None)

    @rule(name=st.sampled_from(["about.md", "deep/method.md"]), title=WORDS, gone=COIN)
    def change_a_site_page(self, name: str, title: str, gone: bool) -> None:
        self.newsroom.pages[name] = f"# {title}\n\nOf [regions](/regions/).\n"
        if gone and name != "about.md":
            del self.newsroom.pages[name]

    @rule(name=st.sampled_from(["media/harbour.png", "media/a b.jpg"]), data=st.binary(max_size=4))
    def change_a_picture(self, name: str, data: bytes) -> None:
        self.newsroom.media.pop(name, None)
        if data:
            self.newsroom.media[name] = data

    @rule(n=NTH, name=st.sampled_from(["media/harbour.png", "media/a b.jpg"]))
    def show_a_picture(self, n: int, name: str) -> None:
        self.article(n).image = name

    @rule(
        name=st.sampled_from(
            ["article.html", "base.html", "components/story.html", "assets/dispatch.css"]
        ),
        text=st.sampled_from(["one", "two", ""]),
    )
    def change_the_theme(self, name: str, text: str) -> None:
        """A template or a stylesheet in front of the theme's own; without text it goes."""
        self.newsroom.theme.pop(name, None)
        if text:
            own = (THEME / name).read_text(encoding="utf-8")
            anchor, mark = (
                ("{", f"/* {text} */{{") if name.endswith(".css") else ("<h", f"{text}<h")
            )
            assert anchor in own
            self.newsroom.theme[name] = own.replace(anchor, mark)

    @rule(
        setting=st.sampled_from(
            [
                ("site_name", "Lorvia"),
                ("site_url", ""),
                ("site_url", "https://lorvia.example/"),
                ("site_description", "What is said in Lorvia"),
                ("repo_url", "https://git.example/lorvia"),
                ("edit_uri", "https://git.example/lorvia/edit/main/content/pages/"),
                ("markdown_extensions", ["abbr"]),
                ("nav", []),
            ]
        ),
        unset=COIN,
    )
    def change_a_setting(self, setting: tuple[str, Any], unset: bool) -> None:
        key, value = setting
        first = first_newsroom().settings
        self.newsroom.settings.pop(key, None)
        self.newsroom.settings |= {k: first[k] for k in (key,) if k in first}
        if not unset:
            self.newsroom.settings[key] = value

    @rule(
        option=st.sampled_from(
            [
                ("timezone", "Europe/Kyiv"),
                ("timezone", "America/Lima"),
                ("markdown", "gfm"),
                ("markdown", "python-markdown"),
                ("jobs", 1),
                ("jobs", 3),
                ("licence", "CC-BY-4.0"),
                ("licence", ""),
            ]
        )
    )
    def change_an_option(self, option: tuple[str, Any]) -> None:
        for article in self.newsroom.articles.values():
            article.more.pop("updated", None)
        self.newsroom.options[option[0]] = option[1]

    # The repository

    @rule(hours=st.integers(-30, 30))
    def commit_what_was_built(self, hours: int) -> None:
        """From the first commit on the site tells of its articles' histories."""
        self.newsroom.options["history"] = True
        at = self.now + dt.timedelta(hours=hours)
        self.commits.append(repository.commit(self.project, at.isoformat(), {}))

    @rule(n=NTH, body=BODIES, title=WORDS, hours=st.integers(-30, 30))
    def commit_a_revision(self, n: int, body: str, title: str, hours: int) -> None:
        self.commit_what_was_built(hours)
        self.article(n).body, self.article(n).title = body, title
        mend(self.newsroom, self.now)
        files = self.newsroom.files()
        write_files(self.project, files, self.written)
        self.written = files
        self.commit_what_was_built(hours + 1)

    @precondition(lambda self: len(self.commits) > 1)
    @rule()
    def undo_the_last_commit(self) -> None:
        self.commits.pop()
        repository.git(self.project, "reset", "--quiet", "--soft", self.commits[-1])

    # What happens to builds' own files

    @rule(name=st.sampled_from([".briefings", "site"]))
    def lose(self, name: str) -> None:
        shutil.rmtree(self.project / name, ignore_errors=True)
        if name == "site":
            self.published = {}

    @rule(name=st.sampled_from([".briefings", "site"]))
    def keep_for_later(self, name: str) -> None:
        if (self.project / name).exists():
            shutil.rmtree(self.home / name, ignore_errors=True)
            shutil.copytree(self.project / name, self.home / name)

    @precondition(lambda self: (self.home / ".briefings").exists() or (self.home / "site").exists())
    @rule()
    def bring_back_what_was_kept(self) -> None:
        """The cache or the site, or both, of an older build beside what is there now."""
        for name in (".briefings", "site"):
            if (self.home / name).exists():
                shutil.rmtree(self.project / name, ignore_errors=True)
                shutil.move(self.home / name, self.project / name)
        self.published = read_tree(self.project / "site")

    @rule(seconds=st.sampled_from([0, 1_900_000_000]))
    def change_all_times(self, seconds: int) -> None:
        """As a checkout does."""
        for path in self.project.rglob("*"):
            if path.is_file():
                os.utime(path, (seconds, seconds) if seconds else None)


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=SEQUENCES or 25,
    stateful_step_count=20 if SEQUENCES else 6,
    derandomize=not SEQUENCES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink) if SEQUENCES else (Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
