"""The audience of a pitch day: polls, the people's prize, codes, questions to the speakers."""
