"""Keeps tokens and personal data out of the logs."""

import logging
import re

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
TOKEN = re.compile(r"(/(?:link/judge|link/backing|link|invitation|vote|feeds|stage)/)[^/\s\"']+")
SECRET = re.compile(r"((?:password|code|token|key|secret|next)=)[^&\s\"']+", re.IGNORECASE)


def scrub(text: str) -> str:
    """The text without addresses, link tokens and secrets."""
    return SECRET.sub(r"\1***", TOKEN.sub(r"\1***", ADDRESS.sub("***@***", text)))


class Scrub(logging.Filter):
    """Rewrites each record before a handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass, scrubbed; a traceback too, since databases put values into their errors."""
        record.msg = scrub(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = scrub(logging.Formatter().formatException(record.exc_info))
        return True
