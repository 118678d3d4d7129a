"""Who somebody is: users, organisations, invitations and signed links."""
