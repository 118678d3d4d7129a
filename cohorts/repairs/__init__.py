"""Mending published teams after somebody left or came late: ways to do it, told before one is applied."""
