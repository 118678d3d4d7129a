"""Editors' rich text made safe at the moment it is shown, whatever the database holds."""

import nh3
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

TAGS = {"h3", "h4", "p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def shown(source: str) -> SafeString:
    """The stored text with its links resolved, and nothing in it but the tags, attributes and addresses named above."""
    html = nh3.clean(expand_db_html(source), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    # nh3 has just made it safe, which is what SafeString says.
    return SafeString(html)
