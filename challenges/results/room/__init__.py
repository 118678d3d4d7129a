"""The deliberation room: the rating in words, rows and figures for the page; no database."""
