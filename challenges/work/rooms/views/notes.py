"""A team's notes: begun, written together, earlier versions, who reads them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from challenges.work.engine.compare import compare
from challenges.work.rooms import services
from challenges.work.rooms.forms import NewNoteForm, NoteForm
from challenges.work.rooms.models import NOTE_MAX, NoteClash, TeamNote
from challenges.work.rooms.views.lookups import clash_in_address, note_in_address, team_in_address
from challenges.work.rooms.views.origins import meeting_asked_for
from cohorts.models import Team
from core.access import Request, can, guard
from core.forms import answer

PAGE = "challenges/work/rooms/note.html"
# So many earlier versions stand on their page.
SHOWN = 30


@guard("room.write", of=team_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: Request, team: Team) -> HttpResponse:
    """The team has one more note."""
    form = NewNoteForm(request.POST or None)
    meeting = meeting_asked_for(request, team)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.values.items() if name != "base"}
        note = services.write_note(team=team, meeting=meeting, by=request.user, key=form.key, **values)
        messages.success(request, _("The note is saved."))
        return _at(note)
    context = {"cohort": team.cohort, "team": team, "meeting": meeting}
    return answer(request, "challenges/work/rooms/note_new.html", context, form)


@guard("team_note.view", of=note_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Request, note: TeamNote) -> HttpResponse:
    """The note to read; for its team to write on, and to choose between texts that clash."""
    writes = can(request.user, "team_note.write", note)
    if not writes:
        return render(request, PAGE, {"cohort": note.cohort, "note": note})
    begun = {"title": note.title, "text": note.text, "base": note.revision}
    form = NoteForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        saved = services.save_note(note=note, by=request.user, **form.values)
        if saved.clashes:
            messages.warning(request, _("Somebody changed the same lines. Both texts are kept: choose below."))
        else:
            messages.success(request, _("The note is saved."))
        return _at(note)
    context = {"cohort": note.cohort, "note": note, "writes": True, "choices": _choices(note)}
    return answer(request, PAGE, context, form)


@guard("team_note.write", of=note_in_address)
@require_POST
def note_share(request: Request, note: TeamNote) -> HttpResponse:
    """Mentors and organisers read the note from now on, or no longer."""
    services.share_note(note=note, is_shared=request.POST.get("shared") == "yes", by=request.user)
    note.refresh_from_db()
    words = _("Your mentors and the organisers can read it.") if note.is_shared else _("Only your team reads it now.")
    messages.success(request, words)
    return _at(note)


@guard("note_clash.settle", of=clash_in_address)
@require_POST
def note_clash(request: Request, clash: NoteClash) -> HttpResponse:
    """One of two texts stands in the note, or both; the other is a version."""
    keep = request.POST.get("keep", "")
    if keep in ("ours", "theirs", "both"):
        services.settle_note(clash=clash, keep=keep, by=request.user)
        messages.success(request, _("Chosen. The other text stays among the earlier versions."))
    return _at(clash.note)


@guard("team_note.write", of=note_in_address)
@require_http_methods(["GET", "HEAD", "POST"])
def note_versions(request: Request, note: TeamNote) -> HttpResponse:
    """What each save changed, the newest first; the team can put one back, and nobody else reads them."""
    number = request.POST.get("back", "")
    if number.isdecimal() and len(number) < 9:
        services.put_note_back(note=note, number=int(number), by=request.user)
        messages.success(request, _("The note is as it was then. What stood in it is a version too."))
        return _at(note)
    rows = list(note.versions.select_related("saved_by").order_by("-number")[: SHOWN + 1])
    pairs = zip(rows, [*rows[1:], None], strict=True)
    told = [(row, _changes(row.title, row.text, before)) for row, before in pairs][:SHOWN]
    context = {"cohort": note.cohort, "note": note, "rows": told}
    return render(request, "challenges/work/rooms/note_versions.html", context)


def _changes(title: str, text: str, before: object) -> list[object]:
    """What a version changed against the one before it, its title as the first line."""
    earlier = f"{getattr(before, 'title', '')}\n{getattr(before, 'text', '')}" if before else ""
    return [block for block in compare(earlier, f"{title}\n{text}") if block.is_changed]


def _choices(note: TeamNote) -> list[dict[str, object]]:
    """The texts that clash, each beside what stands in the note."""
    found = []
    for clash in note.clashes.select_related("written_by").order_by("pk"):
        ours = note.title if clash.name == "title" else note.text
        has_both = clash.name == "text" and len(ours) + len(clash.value) + 2 <= NOTE_MAX
        label = _("Title") if clash.name == "title" else _("Text")
        found.append({"clash": clash, "label": label, "blocks": compare(ours, clash.value), "has_both": has_both})
    return found


def _at(note: TeamNote) -> HttpResponse:
    return redirect("my:note", note.cohort.slug, note.key)
