"""Who gets which page of programmes and cohorts, written by hand."""

OWN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}
URLS = {
    "organise:programmes": {**OWN, "other_organiser": 200},
    "organise:programme_new": {**OWN, "other_organiser": 200},
    "organise:programme": OWN,
    "organise:programme_edit": OWN,
    "organise:programme_weeks": OWN,
    "organise:programme_staff_add": OWN,
    # Without ?person= there is nobody whose role could end.
    "organise:programme_staff_end": {"anonymous": 302, "others": 404},
    "organise:programme_skills": OWN,
    "organise:cohort_new": OWN,
    "organise:cohort_settings": OWN,
    "organise:cohort_edit": OWN,
    "organise:cohort_weeks": OWN,
    "organise:cohort_move": OWN,
}
