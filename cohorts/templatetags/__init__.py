"""Template tags of the cohorts."""
