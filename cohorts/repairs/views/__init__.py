"""Pages of the repairs feature."""
