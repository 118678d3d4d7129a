"""The day of the pitches under load: judges beside a voting crowd, a crowd for the result, and processes killed."""
