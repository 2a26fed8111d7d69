"""Text to model, once, at the edge where line numbers still exist; all problems in one run."""

from briefings.content.files import path_of
from briefings.content.loader import Loaded, load, locate, place

__all__ = ["Loaded", "load", "locate", "path_of", "place"]
