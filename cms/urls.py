"""Addresses beside the pages: robots.txt, the sitemap, pictures."""

from django.urls import URLPattern, URLResolver, path

from cms import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("media/images/<str:name>", views.picture, name="picture"),
]
