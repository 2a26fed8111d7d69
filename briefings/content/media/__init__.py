"""Files that are published as they are: types, metadata, safe SVG."""
