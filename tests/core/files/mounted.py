"""A feature's address for files in parts and its page, as challenges mount theirs; the site's addresses beside it."""

from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from core.access import guard
from core.files.receive import receive
from core.files.services import Place, keep_uploaded
from core.forms import SiteForm

PLACE = Place(purpose="submission", context="milestone:abc:team:7", pool="team:7")
PAGE = """{% extends "bases/my.html" %}{% block title %}Hand in{% endblock %}{% block heading %}Hand in{% endblock %}
{% block scripts %}<script type="module" src="{% static 'js/upload.js' %}"></script>{% endblock %}
{% block content %}<form method="post" class="form" enctype="multipart/form-data" novalidate>
{% csrf_token %}{% crispy form %}
{% upload "/place/files/" "id_files" "team:7" %}<p class="acts"><button class="btn btn-main">Hand in</button></p></form>
<ul id="kept">{% for one in kept %}<li>{{ one }}</li>{% endfor %}</ul>{% endblock %}"""


class FilesForm(SiteForm):
    files = forms.FileField(label="Files", required=False)


@guard("account.use")
def files(request):
    return receive(request, PLACE)


@guard("account.use")
def page(request):
    kept = keep_uploaded(keys=request.POST.getlist("uploaded"), place=PLACE, by=request.user) if request.POST else []
    context = {"form": FilesForm(), "kept": [stored.original_name for stored in kept]}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("place/files/", files), path("place/", page), path("", include("config.urls"))]
