"""Pages about wishes, a module an audience."""
