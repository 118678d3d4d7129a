"""Programmes and their cohorts, weeks and staff."""
