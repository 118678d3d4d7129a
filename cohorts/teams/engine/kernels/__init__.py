"""The compiled inner loops: plain functions on whole numbers, that allocate nothing and know no Python objects."""
