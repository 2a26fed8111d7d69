"""What the next build of a preview will ask for, made while nobody waits for it.

The first build of a process reads, and knows by objects, only what it has to: nothing at all where
nothing has changed since the last process ended.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from briefings.build.build_key import make_structure_key
from briefings.build.dependency_index import Dependents
from briefings.build.fingerprints import Fingerprints
from briefings.build.page_records import read_index
from briefings.build.site_plan import survey
from briefings.build.validity import find_validity
from briefings.cache.memo import Memo
from briefings.cache.store import Cache
from briefings.content import Loaded
from briefings.settings import Settings


def anticipate(
    loaded: Loaded,
    settings: Settings,
    taken: Mapping[str, str],
    cache: Cache,
    scope: str,
    memo: Memo,
) -> None:
    """Have `memo` hold what a build would memoize that had something to do.

    The arguments are those of a build that has been remembered. Raises ContentError where a file
    has changed in the meantime.
    """
    # It takes Pydantic, and that a sixth of a second.
    importlib.import_module("briefings.content.parse")
    memory = read_index(cache, scope, memo)
    if memory.found is None:
        frame, bounds = make_structure_key(loaded, settings, taken), find_validity(loaded, settings)
        found = survey(loaded, settings, taken, frame, bounds, memo)
        memory.found = Fingerprints(found.archive, found.link_index, loaded)
        memory.found.digests()
    memory.readers = memory.readers or Dependents(memory.pages)
