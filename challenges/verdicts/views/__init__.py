"""The pages of verdicts, by audience."""
