"""The digests of dependencies: what an edit changes, in a preview as in a build from nothing."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

import pytest

from briefings.archive import Archive, index, tracked_fields
from briefings.build.fingerprints import (
    BODIES,
    HISTORIES,
    LastDigests,
    digest_dependencies,
)
from briefings.cache.digest import Digest
from briefings.cache.memo import Memo
from briefings.content import Loaded, Loader
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
    """A newsroom on disk, and what a preview of it can depend on."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.newsroom = first_newsroom()
        self.files: dict[str, bytes] = {}
        self.memo = Memo()

    def load(self) -> Loaded:
        """Write the newsroom, and load what has changed."""
        mend(self.newsroom, NOW)
        files = self.newsroom.files()
        write_files(self.project, files, self.files)
        self.files = files
        content = self.project / "content"
        loaded = Loader(content, SITE.zone, self.project, memo=self.memo).load()
        assert loaded.problems == ()
        return loaded

    def digests(self) -> dict[str, Digest]:
        loaded = self.load()
        return digest(index(loaded.records, NOW, preview=True, memo=self.memo), loaded)


def digest(
    archive: Archive,
    loaded: Loaded,
    kinds: Set[str] | None = None,
    last: LastDigests | None = None,
) -> dict[str, Digest]:
    urls = [page.url for page in plan(archive, SITE)]
    return digest_dependencies(archive, index_links(archive, SITE, urls), loaded, kinds, last)


@pytest.mark.parametrize(
    "edits",
    [ARTICLES, CLAIMS, FIGURES, REGISTRIES, COPIES, REPLACED],
    ids=["articles", "claims", "figures", "registries", "copies", "replaced"],
)
def test_a_preview_has_the_archive_and_the_digests_of_a_build_that_starts_anew(
    tmp_path: Path, edits: Sequence[Edit]
) -> None:
    previewed = Previewed(tmp_path)
    for number, edit in enumerate([lambda newsroom: None, *edits]):
        edit(previewed.newsroom)
        loaded = previewed.load()
        archive = index(loaded.records, NOW, preview=True, memo=previewed.memo)
        anew = index(loaded.records, NOW, preview=True)
        both = zip(tracked_fields(archive), tracked_fields(anew), strict=True)
        for (kind, value), (_, expected) in both:
            assert kind == BODIES or (value == expected and [*value] == [*expected]), kind
        unpublished = repr(sorted(archive.unpublished)).encode()
        last = previewed.memo.get("last digests", unpublished, LastDigests)
        assert digest(archive, loaded, last=last) == digest(anew, loaded), number


def changed_by(edit: Edit, folder: Path) -> set[str]:
    """The dependencies whose digest is another after an edit."""
    previewed = Previewed(folder)
    before = previewed.digests()
    edit(previewed.newsroom)
    after = previewed.digests()
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


def test_only_what_is_published_and_what_is_not_differ_by_a_badge(tmp_path: Path) -> None:
    changed = changed_by(lambda of: article(of, "bridge", more={"status": "draft"}), tmp_path)
    kinds = {name.partition(" ")[0] for name in changed}
    assert {"records.articles", "ledger.claims"} <= kinds


@pytest.mark.parametrize(
    "kinds",
    [{"urls"}, {"mentions", "files"}, {"ledger.claims", "archive.days"}, {"related"}, {HISTORIES}],
)
def test_the_digests_of_some_kinds_are_those_of_all(tmp_path: Path, kinds: set[str]) -> None:
    loaded = Previewed(tmp_path).load()
    archive = index(loaded.records, NOW, preview=True)
    digests = digest(archive, loaded)
    some = digest(archive, loaded, kinds)
    assert some.items() <= digests.items()
    asked = {name for name in digests if name.partition(" ")[0] in kinds}
    assert asked <= some.keys() < digests.keys()


def test_digests_of_values_that_are_the_same_objects_are_not_made_again() -> None:
    last, made = LastDigests(), []

    def make(value: list[str]) -> Digest:
        made.append(value)
        return value[0].encode().ljust(16)

    kept, gone, equal = ["kept"], ["gone"], ["equal"]
    last.digest_each("archive.days", {"a": kept, "b": gone, "c": equal}, make)
    made.clear()
    again = last.digest_each("archive.days", {"a": kept, "c": [*equal], "d": kept}, make)
    assert made == [equal, kept]
    assert again == {"a": b"kept".ljust(16), "c": b"equal".ljust(16), "d": b"kept".ljust(16)}
