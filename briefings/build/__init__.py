"""Build a site: plan pages, find what is stale, render, publish."""
