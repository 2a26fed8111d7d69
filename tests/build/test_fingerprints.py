"""The digests of names: those found by what has changed are those of all names made anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefings.archive import index, tracked_fields
from briefings.build.fingerprints import ABSENT, BODIES, Fingerprints
from briefings.cache.memo import Memo
from briefings.content import Loader
from briefings.pages import plan
from briefings.render import index_links
from tests.build.building import write_files
from tests.build.desk import NOW
from tests.build.lorvia import Newsroom, first_newsroom, mend
from tests.build.test_edits import (
    ARTICLES,
    CLAIMS,
    COPIES,
    FIGURES,
    REGISTRIES,
    REPLACED,
    Edit,
    article,
    claim,
)
from tests.records import SITE


class Previewed:
    """A newsroom on disk, and the names of what a preview shows of it."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.newsroom = first_newsroom()
        self.files: dict[str, bytes] = {}
        self.memo = Memo()

    def names(self) -> Fingerprints:
        mend(self.newsroom, NOW)
        files = self.newsroom.files()
        write_files(self.project, files, self.files)
        self.files = files
        content = self.project / "content"
        loaded = Loader(content, SITE.zone, self.project, memo=self.memo).load()
        assert loaded.problems == ()
        anew = index(loaded.records, NOW, preview=True)
        archive = index(loaded.records, NOW, preview=True, memo=self.memo)
        for (kind, of), (_, expected) in zip(
            tracked_fields(archive), tracked_fields(anew), strict=True
        ):
            assert kind == BODIES or (of == expected and [*of] == [*expected]), kind
        urls = [page.url for page in plan(archive, SITE)]
        return Fingerprints(archive, index_links(archive, SITE, urls), loaded)


@pytest.mark.parametrize(
    "edits",
    [ARTICLES, CLAIMS, FIGURES, REGISTRIES, COPIES, REPLACED],
    ids=["articles", "claims", "figures", "registries", "copies", "replaced"],
)
def test_what_has_changed_is_told_as_by_all_names_anew(
    tmp_path: Path, edits: Sequence[Edit]
) -> None:
    previewed = Previewed(tmp_path)
    last = previewed.names()
    told = 0
    for number, edit in enumerate(edits):
        edit(previewed.newsroom)
        names = previewed.names()
        before, expected = last.digests(), names.digests()
        changed = names.digests_since(last, {*before, *expected})
        if changed is not None:
            told += 1
            found = {**before, **changed}
            assert {n: d for n, d in found.items() if d != ABSENT} == expected, number
        last = names
    assert told > len(edits) // 2


def changed_by(edit: Edit, folder: Path) -> set[str]:
    """The names whose digest is another after an edit."""
    previewed = Previewed(folder)
    before = previewed.names().digests()
    edit(previewed.newsroom)
    after = previewed.names().digests()
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def test_a_new_title_is_no_news_of_claims_nor_of_what_is_related(tmp_path: Path) -> None:
    def retitle(of: Newsroom) -> None:
        article(of, "bridge", title="The bridge still stands")

    changed = changed_by(retitle, tmp_path)
    kinds = {name.partition(" ")[0] for name in changed}
    assert {"records.articles", "archive.days", "archive.by_month_and_entity"} <= kinds
    assert not {kind for kind in kinds if kind == "related" or kind.startswith("ledger.")}


def test_what_a_claim_says_is_news_wherever_it_stands(tmp_path: Path) -> None:
    changed = changed_by(lambda of: claim(of, "bridge", "open", says="Not so"), tmp_path)
    kinds = {name.partition(" ")[0] for name in changed}
    assert {"ledger.claims", "ledger.by_actor", "ledger.by_region", "archive.days"} <= kinds


def test_the_digests_of_some_names_are_those_of_all(tmp_path: Path) -> None:
    names = Previewed(tmp_path).names()
    digests = names.digests()
    asked = {*list(digests)[::7], "ledger.answers nowhere", "mentions Nobody"}
    assert names.digests_of(asked) | {"mentions *": b""} == {
        **{name: digests[name] for name in asked & digests.keys()},
        "mentions *": b"",
    }
