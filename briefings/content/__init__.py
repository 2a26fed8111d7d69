"""Text to model, once, at the edge where line numbers still exist; all problems in one run."""

from briefings.content.dialect import Dialect
from briefings.content.files import copy_asset
from briefings.content.folder_scan import find_medium, path_of
from briefings.content.loader import Loaded, Loader
from briefings.content.positions import locate, place
from briefings.content.site_pages import PageText, read_page_file

__all__ = [
    "Dialect",
    "Loaded",
    "Loader",
    "PageText",
    "copy_asset",
    "find_medium",
    "locate",
    "path_of",
    "place",
    "read_page_file",
]
