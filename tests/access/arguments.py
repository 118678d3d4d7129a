"""Which object of the cast's world stands in each address."""

from operator import attrgetter

from django.urls import get_resolver

# What `key` (or another argument) means in an address of this name; the cohort's and programme's slugs are known.
KEYS = {
    "mailing": "mailing",
    "person": "place",
    "mentor": "mentor",
    "organisation": "place.organisation",
    "people_import": "people_import",
    "proposal": "proposal",
    "repair": "repair",
    "topic": "topic",
    "team": "team",
    "visit": "visit",
    "booking": "booking",
    "brief": "brief",
    "review": "review",
    "check": "sensitivity_check",
    "version_comment": "brief_version",
    "comment": "field_comment",
    "brief_application": "brief_application",
    "brief_file": "brief_file",
    "brief_question": "brief_question",
    "own_problem": "own_problem",
    "allocation": "allocation",
    "milestone": "milestone",
    "room": "team",
    "note": "team_note",
    "note_clash": "note_clash",
    "meeting": "meeting",
    "link": "team_link",
    "submission": "submission",
    "clash": "clash",
    "draft": "draft",
    "statement_request": "statement_request",
    "work_feedback": "submission",
    "marks_ask": "submission",
    "marks_release": "mark_round",
    "mark_sheet": "mark_sheet",
    "version": "version",
    "card": "slot",
    "certificate": "certificate",
    "late": "pitch_day",
    "reopen": "pitch_day",
    "reopening": "reopening",
    "deliberation": "pitch_day",
    "release": "release_plan",
    "conflicts": "pitch_day",
    "pitch_day": "pitch_day",
    "seat": "seat",
    "criterion": "criterion",
    "meeting_offer": "meeting_offer",
    "verdict": "owner_verdict",
    "follow_up": "follow_up",
    "slot": "slot",
    "paper": "paper",
    "papers": "pitch_day",
    "round": "pitch_day",
    "desk": "seat",
    "hand_over": "hand_over",
    "reopen_set_aside": "reopen_request",
    "day": "pitch_day",
    "poll": "poll",
    "screen_poll": "poll",
    "guest": "guest",
    "question": "question",
    "check_in_need": "check_in_need",
    "early_warning": "early_warning",
}

# Arguments that are no keys, by the address and the argument.
VALUES = {
    ("organise:repair_way", "moved"): 0,
    ("organise:pitch_rubric_version", "number"): 1,
    ("organise:cohort_move", "action"): "complete",
    ("organise:poll_act", "action"): "open",
    ("organise:cards_print", "batch"): 1,
    ("vote:card", "code"): "23456789",
    ("partner:brief_step", "step"): "problem",
    ("partner:brief_save", "step"): "problem",
    ("organise:mail_text", "kind"): "visits.cancelled",
    ("organise:mail_text_reset", "kind"): "visits.cancelled",
}


def arguments(name, world):
    """The keyword arguments of an address: slugs of cohort or programme, keys by the noun its name begins with."""
    wanted = _wanted(name)
    made = {}
    for argument in wanted:
        if (name, argument) in VALUES:
            made[argument] = VALUES[name, argument]
        elif argument == "cohort":
            made[argument] = world.cohort.slug
        elif argument in ("slug", "programme"):
            made[argument] = world.programme.slug
        elif argument == "action":
            made[argument] = "open_scoring"
        elif argument == "number":
            made[argument] = world.template.pk
        elif argument == "key":
            made[argument] = attrgetter(_noun(name))(world).key
        else:
            made[argument] = getattr(world, KEYS.get(argument, argument)).key
    return made


def _noun(name):
    bare = name.split(":")[-1]
    return next(KEYS[noun] for noun in sorted(KEYS, key=len, reverse=True) if bare.startswith(noun))


def _wanted(name):
    namespace, _, bare = name.rpartition(":")
    resolver = get_resolver()
    if namespace:
        resolver = resolver.namespace_dict[namespace][1]
    return resolver.reverse_dict.getlist(bare)[0][0][0][1]
