"""Addresses on which a team writes into its room, one list per audience; the room itself stands with the desk."""

from django.urls import URLPattern, URLResolver, path

from challenges.work.rooms.views import cards, decisions, links, meetings, notes

ROOM = "<slug:cohort>/room/<str:key>/"
NOTE = "<slug:cohort>/room/notes/<str:key>/"
MEETING = "<slug:cohort>/room/meetings/<str:key>/"
LINK = "<slug:cohort>/room/links/<str:key>/"

organise: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/room/card/", cards.card, name="contact_card"),
    path(f"{ROOM}decide/", decisions.decision_new, name="room_decision_new"),
    path(f"{ROOM}write/", notes.note_new, name="room_note_new"),
    path(f"{ROOM}meet/", meetings.meeting_new, name="room_meeting_new"),
    path(f"{ROOM}link/", links.link_new, name="room_link_new"),
    path(NOTE, notes.note, name="note"),
    path(f"{NOTE}share/", notes.note_share, name="note_share"),
    path(f"{NOTE}versions/", notes.note_versions, name="note_versions"),
    path("<slug:cohort>/room/clashes/<str:key>/", notes.note_clash, name="note_clash"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}answer/", meetings.meeting_answer, name="meeting_answer"),
    path(f"{MEETING}fix/", meetings.meeting_fix, name="meeting_fix"),
    path(f"{MEETING}change/", meetings.meeting_change, name="meeting_change"),
    path(f"{MEETING}cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{LINK}place/", links.link_place, name="link_place"),
    path(f"{LINK}remove/", links.link_remove, name="link_remove"),
]
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
