"""Pages of choosing, a module an audience."""
