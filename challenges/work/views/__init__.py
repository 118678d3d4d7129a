"""Pages of milestones and submissions."""
