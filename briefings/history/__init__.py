"""What changed in articles after they were published, read from git."""
