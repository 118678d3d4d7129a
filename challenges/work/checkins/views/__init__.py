"""Pages of check-ins, a module an audience."""
