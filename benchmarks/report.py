"""Results as a Markdown document: the machine, the table, and what is being compared."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.archive import Archive
from benchmarks.compare import Result


def table(results: Sequence[Result], peers: Sequence[str]) -> str:
    """A row a contender's case; `x hugo` is its median wall time as a multiple of Hugo's cold."""
    bases = {r.contender.name: _wall(r) for r in results if r.case == "cold"}
    rows = [
        ["generator", "case", "HTML files", "written", "wall, s", "CPU, s", "memory, MiB"]
        + [f"x {peer}" for peer in peers],
        ["---", "---"] + ["---:"] * (5 + len(peers)),
    ]
    for result in results:
        taken = sorted(run.wall for run in result.runs)
        rows.append(
            [
                f"{result.contender.name} {result.contender.version}",
                result.case,
                f"{result.pages:,}",
                f"{result.written:,}",
                f"{_wall(result):.2f} ({taken[0]:.2f}-{taken[-1]:.2f})",
                f"{median(run.cpu for run in result.runs):.2f}",
                f"{max(run.memory for run in result.runs):.0f}",
            ]
            + [f"{_wall(result) / bases[peer]:.2f}" for peer in peers]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


_NOTES = """\
Each contender gets the same titles, dates and text. *briefings* and *hugo* write the same kinds of
page: one for each article, claim, day, month, year, region, actor, source and figure, for the
months of regions, actors, sources and figures, and the ledger of claims by kind, state and month,
with feeds and a sitemap. *hugo* has its claims from one JSON file by a content adapter, its lists
as taxonomies, and templates as plain as can be, without what *briefings* adds to these pages: links
from names in the text, related articles, changes of a day, near duplicates, structured data, data
files. *material* is the blog of MkDocs Material with its archive and the regions as categories: a
page for each article, and lists.

The cases: *cold* finds nothing of an earlier build; the others find the last build's site and
cache. *no-change* builds again; *body-edit* after a paragraph more in one article, *new-article*
after one more on the last day, *renamed-actor* after another name of one of 60 actors,
*edited-template* after a change of all articles' template. *ci* builds a fresh checkout, in which
all files are new, beside a restored site and cache, with one article more. The peers keep nothing
from one build to the next that a fresh checkout could use, and are built cold.

Written are the HTML files that the last run made anew. Wall time is the median of the runs, with
the fastest and the slowest; CPU is the median of user and system time; memory is the largest peak
of all processes together. `x hugo` is the wall time as a multiple of Hugo's cold one.
"""


def document(
    archive: Archive,
    results: Sequence[Result],
    peers: Sequence[str],
    today: dt.date,
    load: float,
) -> str:
    """All of it; made to be kept as `RESULTS.md`. `load` is the load average before the runs."""
    heading = _heading(archive, len(results[0].runs), today, load)
    return "\n".join(["# Builds\n", heading, table(results, peers), _NOTES])


def _heading(archive: Archive, runs: int, today: dt.date, load: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{today.isoformat()}: {archive.articles:,} synthetic articles (seed {archive.seed}), "
        f"{runs} run{'s' if runs > 1 else ''} of each contender in turn.\n"
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; "
        f"load average before the runs: {load:.1f}.\n"
    )


def _wall(result: Result) -> float:
    return median(run.wall for run in result.runs)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
