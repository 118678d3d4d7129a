"""How a challenge comes in: invitation, application, the owner's form in steps, files, planned release, who read it."""
