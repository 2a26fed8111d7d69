"""A newsroom's content, with its histories: what every build, check and command begins with."""

from __future__ import annotations

from briefings.cache.memo import Memo
from briefings.cache.protocol import Store
from briefings.content import Loaded, Loader
from briefings.content.loader import Spread
from briefings.history.versions import add_histories
from briefings.settings import Settings


def load_newsroom(
    settings: Settings,
    cache: Store | None = None,
    spread: Spread = map,
    memo: Memo | None = None,
) -> Loaded:
    """Load the content folder, and histories where the settings ask for them.

    `cache`, `spread` and `memo` are those of the loader. Never raises for faulty content: its
    problems are in what is returned.
    """
    root, zone, project = settings.content, settings.site.zone, settings.project
    loaded = Loader(
        root,
        zone,
        project,
        cache,
        spread,
        memo=memo,
        dialect=settings.render_options.dialect,
        docs=settings.docs,
        media_types=settings.media_types,
    ).load()
    return add_histories(loaded, root, project, zone, cache) if settings.history else loaded
