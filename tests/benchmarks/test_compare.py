import datetime as dt
import sys
from pathlib import Path

from benchmarks import compare, report
from benchmarks.archive import Archive
from benchmarks.compare import Result
from benchmarks.contenders import Contender
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


def test_the_document_says_what_was_built_and_under_what_load() -> None:
    results = [Result(_contender("ours"), "cold", 1, 1, (Measure(1.0, 1.0, 1.0),) * 3)]
    text = report.document(Archive(2000, seed=4), results, [], dt.date(2025, 4, 26), 0.25)
    assert "2025-04-26: 2,000 synthetic articles (seed 4), 3 runs of each" in text
    assert "load average before the runs: 0.2" in text
    assert report.table(results, []) in text
