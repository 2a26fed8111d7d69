"""Markdown and raw HTML as text: code, comments, tags, and what no reader sees."""
