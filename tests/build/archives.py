"""RenderJob for the processes that render: an invented archive, and all pages of its site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefings.archive import index
from briefings.build.render_job import RenderJob, WrittenPage
from briefings.model import Body
from briefings.pages import Page, plan
from briefings.render import RenderOptions, index_links
from tests.records import NOW, SITE, article, claim, records
from tests.support import ROOT

THEME = ROOT / "themes" / "dispatch"


def make_work(
    folder: Path, articles: int, bodies: Mapping[int, str] | None = None, **options: Any
) -> tuple[list[Page], RenderJob]:
    """Articles on a day each, with two claims; `bodies` are of those by number that have others."""
    folder.mkdir(parents=True, exist_ok=True)
    days = [f"2030-{1 + n // 28:02}-{1 + n % 28:02}/bridge-{n}" for n in range(articles)]
    of = records(
        article(id_, claim(f"{id_}#open"), claim(f"{id_}#shut", "mayor"), regions=("norvik",))
        for id_ in days
    )
    texts = {
        path: Body((bodies or {}).get(n, f"General *Tarn* of Lorvia, for the {n}th time."), 9)
        for n, path in enumerate(of.bodies)
    }
    archive = index(replace(of, bodies=texts), NOW)
    pages = list(plan(archive, SITE))
    link_index = index_links(archive, SITE, [page.url for page in pages])
    values = {"engine": "python-markdown", "extensions": (), "configs": {}, **options}
    return pages, RenderJob(
        archive, SITE, RenderOptions((str(THEME),), content=folder, **values), link_index, folder
    )


def by_file(made: list[WrittenPage]) -> dict[str, WrittenPage]:
    return {page.page.file: page for page in made}
