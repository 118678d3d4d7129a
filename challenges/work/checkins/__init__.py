"""The weekly check-in of one minute, the organisers' map of teams by weeks, and early warnings."""
