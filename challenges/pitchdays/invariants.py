"""What must be true of what was fixed: nobody changed a letter of it."""

from django.utils.translation import gettext as _

from challenges.pitchdays.versions import RubricVersion, Rules


def fixed_texts_are_whole() -> list[str]:
    """Frozen rubrics and published rules that are not what their digest was made of."""
    texts = [
        *RubricVersion.objects.select_related("pitch_day__cohort").order_by("pk"),
        *Rules.objects.select_related("pitch_day__cohort").order_by("pk"),
    ]
    return [_("%(text)s was changed after it was fixed") % {"text": text} for text in texts if not text.is_whole]
