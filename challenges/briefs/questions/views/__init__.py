"""Pages of questions, a module an audience."""
