"""Looking into strangers’ files, in a process of its own: no Django, no secrets, bounded time and memory."""


class Unfit(Exception):
    """The file may not be taken; the code says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
