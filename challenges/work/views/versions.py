"""Handed-in versions: their files, receipts to print and check, and two of them compared."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from challenges.work.asked import label_of
from challenges.work.engine.compare import compare as compared
from challenges.work.forms.agreeing import CheckForm
from challenges.work.models import Milestone, Submission, Version
from challenges.work.queries import versions_of
from challenges.work.views.lookups import (
    cohort_in_address,
    stored_in_address,
    submission_in_address,
    version_in_address,
)
from challenges.work.writing import held_in
from cohorts.models import Cohort
from core.access import Request, can, guard
from core.files.serve import file_response, preview_response
from core.forms import answer


@guard("submission_version.view", of=version_in_address)
def version_files(request: Request, version: Version) -> HttpResponse:
    """One file of the version, as a download; the file must belong to the version (O-01, O-02)."""
    return file_response(stored_in_address(request, version.files))  # type: ignore[return-value]


@guard("submission_version.view", of=version_in_address)
def version_file_preview(request: Request, version: Version) -> HttpResponse:
    """The small picture of a file of the version, for whoever may have the file (O-02)."""
    return preview_response(stored_in_address(request, version.files), 1)  # type: ignore[return-value]


@guard("submission_version.check", of=version_in_address)
def receipt(request: Request, version: Version) -> HttpResponse:
    """The receipt, fit to be printed, and whether what is stored is still what was handed in."""
    files = [file.stored for file in version.files.select_related("stored").order_by("pk")]
    context = {
        "cohort": version.submission.cohort,
        "version": version,
        "submission": version.submission,
        "files": files,
        "is_whole": version.worked_out(files) == version.fingerprint,
    }
    return render(request, "challenges/work/receipt.html", context)


@guard("receipts.check", of=cohort_in_address)
def receipts(request: Request, cohort: Cohort) -> HttpResponse:
    """Whoever holds a receipt of their own team, or runs the cohort, checks it here."""
    form = CheckForm(request.GET or None)
    context: dict[str, object] = {"cohort": cohort, "form": form}
    if request.GET and form.is_valid():
        code = "".join(form.cleaned_data["receipt"].split())
        rows = Version.objects.filter(submission__milestone__cohort=cohort, key=code)
        version = rows.select_related("submission__milestone__cohort__programme", "submission__team").first()
        context |= _checked(request, version, form.cleaned_data["fingerprint"])
    return answer(request, "challenges/work/receipts.html", context, form)


def _checked(request: Request, version: Version | None, fingerprint: str) -> dict[str, object]:
    if version is None or not can(request.user, "submission_version.check", version):
        return {"is_unknown": True}
    files = [file.stored for file in version.files.select_related("stored")]
    given = "".join(fingerprint.split()).lower()
    is_right = version.worked_out(files) == version.fingerprint and given in ("", version.fingerprint)
    return {"version": version, "is_right": is_right}


@guard("submission.view", of=submission_in_address)
def compare(request: Request, submission: Submission) -> HttpResponse:
    """Two versions part by part, word by word: side by side, or in one column on a phone."""
    versions = versions_of(submission)
    if len(versions) < 2:
        raise Http404
    newer = _chosen(request, "to", versions, versions[0])
    older = _chosen(request, "from", versions, versions[1])
    before, after = held_in(older), held_in(newer)
    titles = {row.part: row.title for version in (older, newer) for row in version.citations.all()}
    parts = [
        (
            titles.get(name) or label_of_part(submission.milestone, name, newer),
            compared(before.get(name, ""), after.get(name, "")),
        )
        for name in dict.fromkeys([*before, *after])
        if before.get(name) or after.get(name)
    ]
    old_files = {file.stored.sha256: file.stored for file in older.files.all()}
    new_files = {file.stored.sha256: file.stored for file in newer.files.all()}
    context = {
        "cohort": submission.cohort,
        "submission": submission,
        "versions": versions,
        "older": older,
        "newer": newer,
        "parts": parts,
        "is_same": not any(block.is_changed for _label, blocks in parts for block in blocks),
        "gone": [file for key, file in old_files.items() if key not in new_files],
        "new": [file for key, file in new_files.items() if key not in old_files],
    }
    return render(request, "challenges/work/compare.html", context)


def label_of_part(milestone: Milestone, name: str, version: Version) -> str:
    """What the part was called when it was handed in."""
    asked = {field.name: field.label for field, _answer in version.answered}
    return str(asked.get(name) or label_of(milestone, name))


def _chosen(request: Request, name: str, versions: list[Version], default: Version) -> Version:
    wanted = request.GET.get(name, "")
    return next((version for version in versions if str(version.number) == wanted), default)
