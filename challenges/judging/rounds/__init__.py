"""A new round of judging: asked for by an organiser, agreed by the chair, old sheets kept and not counted."""
