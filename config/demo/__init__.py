"""The demo cohort: the real pilot of 2019 as it is known, with invented people, told through the services."""
