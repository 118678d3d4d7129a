"""System checks: production refuses to start unsafe (R-07)."""
