"""Public pages, and Wagtail's admin, by every person."""

OPEN = {"others": 200}
# Only editors and administrators come in; whoever is signed in and may not is sent to sign in as somebody else.
EDITORS = {"editor": 200, "administrator": 200, "others": 302}

URLS = {
    "robots": OPEN,
    "sitemap": OPEN,
    "wagtailadmin_home": EDITORS,
    # Editors are led to Home, under which they work.
    "wagtailadmin_explore_root": {**EDITORS, "editor": 302},
    "wagtailimages:index": EDITORS,
    "wagtaildocs:index": EDITORS,
}
