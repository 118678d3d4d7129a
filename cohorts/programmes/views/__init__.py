"""Pages of programmes and cohorts, for organisers."""
