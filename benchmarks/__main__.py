"""Writes a synthetic newsroom, or builds or previews one and prints how long it took.

python -m benchmarks build --peer hugo                       beside a peer
python -m benchmarks build --with /path/to/checkout/.venv    beside another checkout
python -m benchmarks build --dask 2 --case cold              beside two Dask workers
python -m benchmarks serve --with /path/to/checkout/.venv    edits in a preview
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks import briefings, compare, report, serve
from benchmarks.archive import Archive
from benchmarks.cases import CASES
from benchmarks.contenders import ENGINES, PEERS, on_dask, other, ours, peer
from benchmarks.dask_cluster import local_cluster

CACHE = Path("build/benchmarks")


def main() -> None:
    options = _parser().parse_args()
    archive = Archive(options.articles, options.seed)
    if options.command == "write":
        briefings.write(archive, options.folder, options.engine)
    elif options.command == "serve":
        _serve(archive, options)
    else:
        _build(archive, options)


def _build(archive: Archive, options: argparse.Namespace) -> None:
    engines = options.engine or ENGINES[:1]
    cache = options.cache.resolve()
    contenders = [ours(engine) for engine in engines]
    others = [other(engine, path) for path in options.others for engine in engines]
    peers = [peer(name, cache / "venvs") for name in options.peer]
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        if options.dask:
            scheduler = stack.enter_context(local_cluster(options.dask))
            contenders += [on_dask(engine, scheduler) for engine in engines]
        try:
            results = compare.build(
                archive,
                [*contenders, *others, *peers],
                options.case or list(CASES),
                options.runs,
                cache / "sites",
            )
        except RuntimeError as error:
            sys.exit(str(error))
    today = dt.datetime.now(dt.UTC).date()
    baselines = [contender.name for contender in (*others, *peers)]
    print(report.document(archive, results, baselines, today, load), end="")


def _serve(archive: Archive, options: argparse.Namespace) -> None:
    engine = options.engine[0] if options.engine else ENGINES[0]
    contenders = [ours(engine), *(other(engine, path) for path in options.others)]
    options.cache.mkdir(parents=True, exist_ok=True)
    reloads = {}
    for contender in contenders:
        with tempfile.TemporaryDirectory(dir=options.cache) as folder:
            contender.write(archive, Path(folder))
            reloads[contender.name] = serve.measure(contender, Path(folder), options.runs)
    print(serve.table(reloads), end="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write a newsroom: mkdocs.yml and content/")
    write.add_argument("folder", type=Path)
    write.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    build = commands.add_parser("build", help="build it, and print how long it took")
    build.add_argument("--peer", choices=PEERS, action="append", default=[], help="repeatable")
    build.add_argument("--case", choices=CASES, action="append", help="all unless given")
    build.add_argument("--dask", type=int, metavar="N", help="also on a Dask cluster of N workers")
    build.add_argument("--runs", type=int, default=3)
    preview = commands.add_parser("serve", help="preview it, and print how long edits take to show")
    preview.add_argument("--runs", type=int, default=5)
    for command in (build, preview):
        command.add_argument("--engine", choices=ENGINES, action="append", help="repeatable")
        command.add_argument(
            "--with",
            dest="others",
            type=Path,
            action="append",
            default=[],
            metavar="VENV",
            help="also with the Briefings of this virtual environment; repeatable",
        )
        command.add_argument("--cache", type=Path, default=CACHE, help="for environments and sites")
    for command in (write, build, preview):
        command.add_argument("--articles", type=int, default=1000)
        command.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    main()
