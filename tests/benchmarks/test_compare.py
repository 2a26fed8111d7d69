import datetime as dt
import sys
from pathlib import Path

from benchmarks import compare, report
from benchmarks.archive import Archive
from benchmarks.compare import Result
from benchmarks.contenders import Contender, other, ours
from benchmarks.measure import Measure

BUILD = """
import pathlib, sys
site = pathlib.Path("site")
site.mkdir()
pathlib.Path("cache").mkdir()
(site / "index.html").write_text(sys.argv[1])
"""


def _write(archive: Archive, folder: Path) -> None:
    folder.mkdir(parents=True)


def _contender(name: str) -> Contender:
    command = [sys.executable, "-c", BUILD, name]
    return Contender(name, "1.0", _write, lambda folder: command, "site", ("cache",))


def test_each_run_finds_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    contenders = [_contender("ours"), _contender("theirs")]
    results = compare.build(Archive(1), contenders, ["cold", "ci"], 2, tmp_path)
    found = [(result.case, result.pages, result.written, len(result.runs)) for result in results]
    assert found == [("cold", 1, 1, 2), ("cold", 1, 1, 2)]
    assert not any(tmp_path.iterdir())


def test_the_table_has_medians_and_ratios() -> None:
    ours = (Measure(1.0, 2.0, 50.0), Measure(3.0, 4.0, 70.0), Measure(2.0, 9.0, 60.0))
    results = [
        Result(_contender("ours"), "cold", 1234, 1234, (Measure(8.0, 9.0, 80.0),)),
        Result(_contender("ours"), "ci", 1235, 20, ours),
        Result(_contender("hugo"), "cold", 900, 900, (Measure(4.0, 8.0, 99.6),)),
    ]
    assert report.table(results, ["hugo"]) == (
        "| generator | case | HTML files | written | wall, s | CPU, s | memory, MiB | x hugo |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| ours 1.0 | cold | 1,234 | 1,234 | 8.00 (8.00-8.00) | 9.00 | 80 | 2.00 |\n"
        "| ours 1.0 | ci | 1,235 | 20 | 2.00 (1.00-3.00) | 4.00 | 70 | 0.50 |\n"
        "| hugo 1.0 | cold | 900 | 900 | 4.00 (4.00-4.00) | 8.00 | 100 | 1.00 |\n"
    )


def test_a_baselines_case_is_compared_with_the_same_case() -> None:
    def result(name: str, case: str, wall: float) -> Result:
        return Result(_contender(name), case, 1, 1, (Measure(wall, 1.0, 1.0),))

    results = [
        result("ours", "cold", 8.0),
        result("ours", "ci", 3.0),
        result("before", "cold", 10.0),
        result("before", "ci", 2.0),
    ]
    rows = report.table(results, ["before"]).splitlines()
    assert rows[0].endswith("| x before |")
    assert [row.split("| ")[-1] for row in rows[2:]] == ["0.80 |", "1.50 |", "1.00 |", "1.00 |"]


def test_contenders_take_turns_at_each_case(tmp_path: Path) -> None:
    built: list[tuple[str, str]] = []

    def contender(name: str) -> Contender:
        def command(folder: Path) -> list[str]:
            built.append((name, folder.name.partition("-checkout")[1]))
            return [sys.executable, "-c", "pass"]

        return Contender(name, "1.0", _write_article, command, "site", ("cache",), True)

    compare.build(Archive(1), [contender("a"), contender("b")], ["ci", "cold"], 2, tmp_path)
    names = [name for name, _ in built]
    assert names == ["a", "b", "a", "b", "b", "a", "b", "a"]
    assert [bool(copy) for _, copy in built] == [False, False, True, True] * 2


def _write_article(archive: Archive, folder: Path) -> None:
    article = folder / "content/articles/a.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: A\n---\n")


def test_another_checkout_builds_with_its_own_python_and_template(tmp_path: Path) -> None:
    before = other("gfm", Path(sys.prefix))
    assert before.name == f"{Path(sys.prefix).parent.name}, gfm"
    before.write(Archive(3), tmp_path)
    assert before.command(tmp_path) == ours("gfm").command(tmp_path)
    theme = Path(__file__).parents[2] / "themes/dispatch"
    written = (tmp_path / "theme/article.html").read_text()
    assert written == (theme / "article.html").read_text()


def test_the_document_says_what_was_built_and_under_what_load() -> None:
    results = [Result(_contender("ours"), "cold", 1, 1, (Measure(1.0, 1.0, 1.0),) * 3)]
    text = report.document(Archive(2000, seed=4), results, [], dt.date(2025, 4, 26), 0.25)
    assert "2025-04-26: 2,000 synthetic articles (seed 4), 3 runs of each" in text
    assert "load average before the runs: 0.2" in text
    assert report.table(results, []) in text
