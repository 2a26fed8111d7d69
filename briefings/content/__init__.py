"""Text to model, once, at the edge where line numbers still exist; all problems in one run."""

from briefings.content.dialect import Dialect
from briefings.content.files import path_of
from briefings.content.loader import Loaded, load, locate, place
from briefings.content.recollection import Recollection

__all__ = ["Dialect", "Loaded", "Recollection", "load", "locate", "path_of", "place"]
