"""Public pages in Wagtail."""
