"""What one run keeps for the next: a store on disk, a memo in memory, and their protocol."""
