"""The options of the plugin in `mkdocs.yml`, and what each may be."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import available_timezones

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from briefings.build.processes import available_cores
from briefings.content.media import file_types

DASK = "dask"
ENGINES = ("python-markdown", "gfm")

# With these, a site would depend on the machine that builds it.
NO_PLACES = {"Factory", "localtime"}


class Timezone(c.Type[str]):
    """The name of a timezone, such as `Europe/Kyiv`."""

    def __init__(self) -> None:
        super().__init__(str, default="UTC")

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        if name not in available_timezones() - NO_PLACES:
            raise ValidationError(f"'{name}' is not a timezone (such as 'Europe/Kyiv')")
        return name


class Jobs(c.Type[Any]):
    """How many processes may build at once (all processors unless set), or `dask`."""

    def __init__(self) -> None:
        super().__init__((int, str), default=available_cores())

    def run_validation(self, value: object) -> int | str:
        jobs: int | str = super().run_validation(value)
        if isinstance(jobs, str) and jobs != DASK:
            raise ValidationError(f"'{jobs}' is neither a number of processes nor '{DASK}'")
        if isinstance(jobs, int) and jobs < 1:
            raise ValidationError(f"'jobs' must be at least 1 (got {jobs})")
        return jobs

    def post_validation(self, config: Config, key_name: str) -> None:
        if config[key_name] == DASK and not config["scheduler"]:
            raise ValidationError(
                f"'{DASK}' needs a 'scheduler' too (such as 'tcp://10.0.0.5:8786')"
            )


class Scheduler(c.Type[str]):
    """The address of a Dask scheduler, such as `tcp://10.0.0.5:8786`."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        if address and not re.fullmatch(r"(tcp|tls|ws|wss)://[^/]+:\d+", address):
            raise ValidationError(
                f"'{address}' is not a scheduler's address (such as 'tcp://10.0.0.5:8786')"
            )
        return address


class Licence(c.Type[str]):
    """What the data are published under: `CC-BY-4.0`, or the address of a licence's text."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        licence = super().run_validation(value)
        if licence and not re.fullmatch(r"[-a-zA-Z0-9._]+|https?://[^\s/]+/?\S*", licence):
            raise ValidationError(
                f"'{licence}' is neither a licence's identifier nor its address (such as"
                " 'CC-BY-4.0')"
            )
        return licence


class MediaTypes(c.ListOfItems[str]):
    """Types of files, such as `docx`, that are published beside the usual ones."""

    def __init__(self) -> None:
        super().__init__(c.Type(str), default=[])

    def run_validation(self, value: object) -> list[str]:
        types = [item.lower().removeprefix(".") for item in super().run_validation(value)]
        for item in types:
            if item in file_types.ACTIVE:
                raise ValidationError(f"'{item}' files are never published: {file_types.SCRIPT}")
            if not re.fullmatch("[a-z0-9]+", item):
                raise ValidationError(f"'{item}' is not a type of files (such as 'docx')")
        return types


class Options(Config):  # type: ignore[no-untyped-call]
    """What stands under `briefings` in the plugins of `mkdocs.yml`."""

    content = c.Dir(exists=True, default="content")
    timezone = Timezone()
    markdown = c.Choice(ENGINES, default=ENGINES[0])
    jobs = Jobs()
    scheduler = Scheduler()
    licence = Licence()
    history = c.Type(bool, default=False)
    cache_dir = c.Type(str, default="")
    media_types = MediaTypes()
