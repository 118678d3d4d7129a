"""Which times suit a team."""
