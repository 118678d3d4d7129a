"""The one tag library of the site: every tag and filter of its neighbours, a builtin of all templates."""

from django import template

from core.templatetags import blocks, charts, formtags, lists, marks, moments, prose, signs, uploads

register = template.Library()
for library in (blocks, charts, formtags, lists, marks, moments, prose, signs, uploads):
    register.tags.update(library.register.tags)
    register.filters.update(library.register.filters)
