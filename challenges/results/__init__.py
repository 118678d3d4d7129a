"""Decision and release."""
