"""Briefings: curated article files in, a static site of daily conflict briefings out."""

__version__ = "0.1.0"
