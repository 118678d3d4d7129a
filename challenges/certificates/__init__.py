"""Certificates: given when results are released, drawn as accessible PDF, checked by anybody who has one in hand."""
