"""Pages of judging: the judge's own, and who has handed in."""
