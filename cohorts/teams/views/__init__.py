"""Pages of the teams feature, by what they show."""
