"""What search engines may know: public pages only."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

urlpatterns = [path("sitemap.xml", sitemap, name="sitemap")]
