import json
from pathlib import Path

import yaml

from benchmarks import briefings, hugo, material
from benchmarks.archive import Archive, days

ARCHIVE = Archive(30)


def _texts(folder: Path) -> dict[str, str]:
    """Each article's file by its slug."""
    return {path.stem: path.read_text() for path in folder.glob("**/2014/*/*/*.md")}


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


def test_hugo_gets_every_claim_with_its_answers(tmp_path: Path) -> None:
    hugo.write(ARCHIVE, tmp_path)
    records = json.loads((tmp_path / "assets/claims.json").read_text())
    claims = {record["path"]: record for record in records}
    texts = _texts(tmp_path)
    expected = 0
    for day in days(ARCHIVE):
        for article in day.articles:
            for claim in article.claims:
                expected += 1
                path = claim.id.replace("-", "/", 2).replace("#", "/")
                assert claims[path]["says"] == claim.says
                assert path in texts[article.id.partition("/")[2]]
    assert len(records) == expected
    denials = [record for record in records if record["denies"]]
    assert denials
    assert all(denial["path"] in claims[denial["denies"]]["denied_by"] for denial in denials)


def test_hugo_gets_the_terms_of_each_list(tmp_path: Path) -> None:
    hugo.write(ARCHIVE, tmp_path)
    article = next(days(ARCHIVE)).articles[0]
    front = yaml.load(
        _texts(tmp_path)[article.id.partition("/")[2]].split("---\n")[1], yaml.BaseLoader
    )
    assert front["days"] == ["2014-01-01"]
    assert front["months"] == ["2014-01"]
    assert front["region-months"] == [f"{region}-2014-01" for region in article.regions]
    assert front["actor-months"] == [f"{actor}-2014-01" for actor in article.actors]
    for kind in ("regions", "actors", "sources"):
        for term in front[kind]:
            assert (tmp_path / f"content/{kind}/{term}/_index.md").is_file()
    for record in json.loads((tmp_path / "assets/claims.json").read_text()):
        for figure in record["figures"]:
            assert (tmp_path / f"content/figures/{figure}/_index.md").is_file()
