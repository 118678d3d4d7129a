"""Tests of what never reaches a log."""

import io
import logging

import pytest

from core.logs import Scrub, scrub


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("mail to hana.aziz+x@mail.example.com failed", "mail to ***@*** failed"),
        ("GET /link/abc123def/next HTTP", "GET /link/***/next HTTP"),
        ("GET /invitation/tok-en/ 200", "GET /invitation/***/ 200"),
        ("GET /feeds/s3cret.ics", "GET /feeds/***"),
        ("POST /x/?token=abc&page=2", "POST /x/?token=***&page=2"),
        ("Password=hunter2 code=123456", "Password=*** code=***"),
        ("GET /organise/spring-2027/people/", "GET /organise/spring-2027/people/"),
    ],
)
def test_scrub_takes_out_tokens_and_addresses(text, scrubbed):
    """P-07, H-02: no address, token or secret in a log line."""
    assert scrub(text) == scrubbed


def test_a_logged_failure_has_no_personal_data():
    """P-07: neither in the message, nor in its arguments, nor in the traceback."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Scrub())
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        raise ValueError("Key (email)=(hana@example.com) already exists")
    except ValueError:
        logger.exception("could not write %s", "leo@example.com")
    written = out.getvalue()
    assert ("hana" in written, "leo" in written) == (False, False)
    assert "ValueError: Key (email)=(***@***) already exists" in written


def test_every_handler_of_the_site_scrubs(settings):
    assert [name for name, handler in settings.LOGGING["handlers"].items() if "scrub" not in handler["filters"]] == []
