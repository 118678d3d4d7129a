"""Pages of feedback on teams' work."""
