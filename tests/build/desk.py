"""A newsroom on disk that is edited and built where it stands."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from tests.build.building import Builders, differences, write_files
from tests.build.lorvia import first_newsroom, mend

NOW = dt.datetime(2032, 3, 1, tzinfo=dt.UTC)


class Desk:
    """A newsroom on disk, built where it stands and compared with a copy built anew."""

    def __init__(self, home: Path, builders: Builders) -> None:
        self.home, self.builders = home, builders
        self.project = home / "project"
        self.newsroom = first_newsroom()
        self.files: dict[str, bytes] = {}
        self.copies = 0

    def write(self) -> None:
        mend(self.newsroom, NOW)
        files = self.newsroom.files()
        write_files(self.project, files, self.files)
        self.files = files

    def build(self) -> None:
        built = self.builders.incremental.build(self.project, NOW)
        assert built.code == 0, built.output

    def write_and_build(self) -> None:
        self.write()
        self.build()

    def build_and_compare(self) -> None:
        self.write()
        self.copies += 1
        copy = self.home / f"clean-{self.copies}"
        write_files(copy, self.files, {})
        self.builders.incremental.start(self.project, NOW)
        expected = self.builders.clean.build(copy, NOW)
        found = self.builders.incremental.wait(self.project)
        assert (found.code, expected.code) == (0, 0), found.output
        assert differences(found.site, expected.site) == []

    def keep(self, name: str) -> None:
        """Put a copy of the cache or the site aside."""
        shutil.copytree(self.project / name, self.home / name)

    def bring_back(self, name: str) -> None:
        shutil.rmtree(self.project / name)
        shutil.copytree(self.home / name, self.project / name)
