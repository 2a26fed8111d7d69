"""Text to model, once, at the edge where line numbers still exist; all problems in one run."""

from briefings.content.assets import copy_asset
from briefings.content.dialect import Dialect
from briefings.content.loader import Loaded, load, locate, place
from briefings.content.pages import PageText, read_page_file
from briefings.content.recollection import Recollection
from briefings.content.scanning import find_medium, path_of

__all__ = [
    "Dialect",
    "Loaded",
    "PageText",
    "Recollection",
    "copy_asset",
    "find_medium",
    "load",
    "locate",
    "path_of",
    "place",
    "read_page_file",
]
