"""What editors are helped with, apart from the build itself."""
