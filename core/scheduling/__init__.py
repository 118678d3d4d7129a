"""Work in the background: enqueueing, scheduled runs and the reaper."""
