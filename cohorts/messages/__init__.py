"""Mail to people: kinds, texts, preview, hold."""
