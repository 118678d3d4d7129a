"""Who sees what, and in which order: no Django, reasons with every result."""
