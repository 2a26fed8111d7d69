"""The build: what is stale, who renders it, and how the result takes the published site's place."""

from briefings.engine.build import build
from briefings.engine.built import Built
from briefings.engine.cache import Cache, open_cache
from briefings.engine.compiling import compiling, keeping_compiled
from briefings.engine.failure import PublishError
from briefings.engine.garbage import uncollected
from briefings.engine.kept import Kept
from briefings.engine.processes import available_cores, spread_over
from briefings.engine.settings import Settings
from briefings.engine.survey import plan_site
from briefings.engine.tree import Tree, open_tree

__all__ = [
    "Built",
    "Cache",
    "Kept",
    "PublishError",
    "Settings",
    "Tree",
    "available_cores",
    "build",
    "compiling",
    "keeping_compiled",
    "open_cache",
    "open_tree",
    "plan_site",
    "spread_over",
    "uncollected",
]
