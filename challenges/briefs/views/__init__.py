"""Pages of challenge briefs, by audience."""
