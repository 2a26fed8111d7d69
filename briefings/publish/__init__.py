"""Put a built tree in the place of the published one, atomically."""
