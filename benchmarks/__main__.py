"""Writes a synthetic newsroom, or builds or previews one and prints what it took."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import briefings, compare, report, serve
from benchmarks.archive import Archive
from benchmarks.cases import CASES
from benchmarks.contenders import ENGINES, PEERS, ours, peer

CACHE = Path("build/benchmarks")


def main() -> None:
    options = _parser().parse_args()
    archive = Archive(options.articles, options.seed)
    if options.command == "write":
        briefings.write(archive, options.folder, options.engine)
        return
    if options.command == "serve":
        with tempfile.TemporaryDirectory(dir=options.cache) as folder:
            briefings.write(archive, Path(folder))
            print(serve.table(serve.measure(Path(folder), options.runs)), end="")
        return
    engines = options.engine or ENGINES[:1]
    peers = options.peer or []
    cache = options.cache.resolve()
    contenders = [ours(engine) for engine in engines]
    contenders += [peer(name, cache / "venvs") for name in peers]
    load = os.getloadavg()[0]
    try:
        results = compare.build(
            archive, contenders, options.case or list(CASES), options.runs, cache / "sites"
        )
    except RuntimeError as error:
        sys.exit(str(error))
    today = dt.datetime.now(dt.UTC).date()
    print(report.document(archive, results, peers, today, load), end="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write a newsroom: mkdocs.yml and content/")
    write.add_argument("folder", type=Path)
    write.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    build = commands.add_parser("build", help="build it, and say how long it took")
    build.add_argument("--engine", choices=ENGINES, action="append", help="ours; may be repeated")
    build.add_argument("--peer", choices=PEERS, action="append", help="may be repeated")
    build.add_argument("--case", choices=CASES, action="append", help="all unless given")
    build.add_argument("--runs", type=int, default=3)
    build.add_argument("--cache", type=Path, default=CACHE, help="for environments and sites")
    preview = commands.add_parser("serve", help="preview it, and say how long an edit took to show")
    preview.add_argument("--runs", type=int, default=5)
    preview.add_argument("--cache", type=Path, help="where the newsroom is written")
    for command in (write, build, preview):
        command.add_argument("--articles", type=int, default=1000)
        command.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    main()
