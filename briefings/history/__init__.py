"""What changed in articles after publication, read from git."""
