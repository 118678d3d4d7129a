"""What a brief's texts say and lack, read against the seven criteria; no Django."""
