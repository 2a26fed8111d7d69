"""`python -m benchmarks`: write a synthetic newsroom."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import briefings
from benchmarks.archive import Archive


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write a newsroom with mkdocs.yml and content/")
    write.add_argument("--articles", type=int, default=1000)
    write.add_argument("--seed", type=int, default=1)
    write.add_argument("folder", type=Path)
    options = parser.parse_args()
    briefings.write(Archive(options.articles, options.seed), options.folder)


if __name__ == "__main__":
    main()
