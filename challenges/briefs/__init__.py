"""Challenge briefs, preferences and allocation."""
