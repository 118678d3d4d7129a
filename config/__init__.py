"""The composition root: settings, addresses, policy and wiring."""
