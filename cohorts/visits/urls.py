"""Addresses of the visits feature, one list per audience."""

from django.urls import URLPattern, URLResolver

organise: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
