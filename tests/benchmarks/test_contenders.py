from pathlib import Path

from benchmarks import briefings, hugo, material
from benchmarks.archive import Archive, days

ARCHIVE = Archive(30)


def _texts(folder: Path) -> dict[str, str]:
    """Each article's file by its slug."""
    return {path.stem: path.read_text() for path in folder.glob("**/2014/**/*.md")}


def test_every_contender_gets_the_same_articles(tmp_path: Path) -> None:
    written = []
    for write in (briefings.write, material.write, hugo.write):
        folder = tmp_path / write.__module__
        write(ARCHIVE, folder)
        written.append(_texts(folder))
    for day in days(ARCHIVE):
        for article, body in zip(day.articles, day.bodies, strict=True):
            for texts in written:
                text = texts[article.id.partition("/")[2]]
                assert article.title in text
                assert all(block in text for block in body.split("\n\n"))
                assert all(region in text for region in article.regions)
    assert [len(texts) for texts in written] == [30, 30, 30]


def test_hugo_gets_the_claims_as_well(tmp_path: Path) -> None:
    hugo.write(ARCHIVE, tmp_path)
    texts = _texts(tmp_path)
    for day in days(ARCHIVE):
        for article in day.articles:
            text = texts[article.id.partition("/")[2]]
            assert all(claim.says in text for claim in article.claims)
