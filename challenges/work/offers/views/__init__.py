"""The pages of offered times, by audience."""
