"""Addresses of the style page; every one answers 404 where the setting is off."""

from django.urls import path

from core.style import views

urlpatterns = [
    path("style/", views.components, name="style"),
    path("style/forms/", views.form_widgets, name="style_forms"),
    path("style/errors/<int:code>/", views.error_page, name="style_error"),
    path("style/screens/<slug:name>/", views.screen, name="style_screen"),
]
