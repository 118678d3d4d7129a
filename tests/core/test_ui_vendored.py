"""Files of others are exactly those that VENDORED.toml names, with their licences; sizes stay within their budgets."""

import gzip
import hashlib
import re
import tomllib

from django.conf import settings

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
SHEET = re.compile(r"css/([a-z]+\.css)")
PACKAGES = tomllib.loads((STATIC / "vendor/VENDORED.toml").read_text())["package"]


def test_vendored_files_have_the_hashes_written_down():
    written = {name: digest for package in PACKAGES for name, digest in package["files"].items()}
    assert {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in written} == written


def test_vendored_packages_state_version_and_licence():
    stated = [all(package.get(key) for key in ("name", "version", "source", "licence")) for package in PACKAGES]
    assert stated == [True] * len(PACKAGES)
    assert [(STATIC / package["licence_file"]).is_file() for package in PACKAGES] == [True] * len(PACKAGES)


def test_vendored_folder_holds_nothing_unnamed():
    named = {name for package in PACKAGES for name in (*package["files"], package["licence_file"])}
    held = {str(file.relative_to(STATIC)) for file in (STATIC / "vendor").rglob("*") if file.is_file()}
    assert held - named == {"vendor/VENDORED.toml"}


def zipped(file):
    return len(gzip.compress(file.read_bytes()))


def test_styles_of_any_page_weigh_less_than_20_kb_zipped():
    """Every page has the sheets of base.html, and those that its own template or its door's base adds."""
    pages = {page: set(SHEET.findall(page.read_text())) for page in TEMPLATES.rglob("*.html")}
    everywhere = pages.pop(TEMPLATES / "bases/base.html")
    doors = {name for page, sheets in pages.items() if page.parent.name == "bases" for name in sheets} - everywhere
    assert sorted(everywhere) == ["base.css", "components.css", "forms.css", "print.css", "screens.css", "tokens.css"]
    heaviest = max((zipped(STATIC / "css" / name) for name in doors), default=0)
    for sheets in pages.values():
        own = sum(zipped(STATIC / "css" / name) for name in everywhere | sheets)
        assert own + heaviest < 20_000


def test_site_script_and_htmx_weigh_less_than_30_kb_zipped():
    scripts = [STATIC / "js/site.js", STATIC / "vendor/htmx/htmx-2.min.js"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in scripts) < 30_000
