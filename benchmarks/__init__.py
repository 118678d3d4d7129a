"""Measurements: the main pages at three sizes of cohort."""
