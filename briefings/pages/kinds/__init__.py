"""One module a kind of page, named as its template."""
