"""Publish a built site: exchange the published folder for a new one, atomically."""
