from pathlib import Path

from benchmarks import briefings, names
from benchmarks.archive import TIMEZONE, Archive, days
from briefings.content import Loader

ARCHIVE = Archive(100)


def test_the_newsroom_reads_back_as_it_was_drawn_without_a_problem(tmp_path: Path) -> None:
    briefings.write(ARCHIVE, tmp_path)
    loaded = Loader(tmp_path / "content", TIMEZONE, tmp_path).load()
    assert loaded.problems == ()
    drawn = list(days(ARCHIVE))
    records = loaded.records
    assert records.articles == {article.id: article for day in drawn for article in day.articles}
    assert records.briefings == {day.date: day.briefing for day in drawn if day.briefing}
    assert records.regions == {region.id: region for region in names.regions()}
    assert records.actors == {actor.id: actor for actor in names.actors()}
    assert records.sources == {source.id: source for source in names.sources()}
    for day in drawn:
        for article, body in zip(day.articles, day.bodies, strict=True):
            assert records.bodies[article.path].text.strip() == body.strip()
