"""Running the parts of the site under one parent."""
