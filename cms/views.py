"""What stands beside the pages: robots.txt, sitemap.xml and the pictures on pages."""

import posixpath

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.contrib.sitemaps import Sitemap

from core.access import guard

PRIVATE = ("/organise/", "/my/", "/partner/", "/judge/", "/vote/", "/link/", "/accounts/", "/account/", "/cms/")
YEAR = 365 * 24 * 3600


@require_safe
@guard("public")
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the public pages."""
    lines = ["User-agent: *", *(f"Disallow: {door}" for door in PRIVATE), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@guard("public")
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address where a page names no icon of its own, as with plain answers."""
    return redirect(static("favicon.svg"))


@require_safe
@guard("public")
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The live public pages, for search engines; each at the site's own address (PublicPage.get_full_url)."""
    return render_sitemap(request, {"pages": Sitemap(request)})


@require_safe
@guard("public")
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as pages show it, in the sizes they ask for; what was uploaded is never given out."""
    if posixpath.basename(name) != name:
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT / "images"))
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
