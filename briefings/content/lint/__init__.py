"""Warnings about a text that probably doesn't mean what its author meant."""
