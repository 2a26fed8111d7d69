"""The build: what is stale, who renders it, and how the result takes the published site's place."""

from briefings.engine.anticipation import anticipate
from briefings.engine.apart import EndedError, apart
from briefings.engine.build import build
from briefings.engine.built import Built
from briefings.engine.cache import Cache, open_cache
from briefings.engine.compiling import Compiler, compiling, keep_compiled, read_compiled
from briefings.engine.failure import PublishError, explain
from briefings.engine.garbage import uncollected
from briefings.engine.kept import Kept
from briefings.engine.keys import find_key, given_key
from briefings.engine.manifest import read_manifest
from briefings.engine.processes import available_cores, can_fork, spread_over
from briefings.engine.settings import Settings, pickled
from briefings.engine.survey import plan_site
from briefings.engine.tree import Tree, open_tree

__all__ = [
    "Built",
    "Cache",
    "Compiler",
    "EndedError",
    "Kept",
    "PublishError",
    "Settings",
    "Tree",
    "anticipate",
    "apart",
    "available_cores",
    "build",
    "can_fork",
    "compiling",
    "explain",
    "find_key",
    "given_key",
    "keep_compiled",
    "open_cache",
    "open_tree",
    "pickled",
    "plan_site",
    "read_compiled",
    "read_manifest",
    "spread_over",
    "uncollected",
]
