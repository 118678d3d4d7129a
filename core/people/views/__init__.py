"""Pages about people: accounts, invitations, the demo's cast, seeing as."""
