"""What editors build pages from, with the limits that keep every page open to its editor."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from cms.rich import shown

RICH = ["h3", "bold", "italic", "link", "ol", "ul", "document-link"]
TEXT_MAX = 10_000
ALT_MAX = 250
# What the form of a page raises when it was not made by the editor: counts, orders and texts that are none.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


class Blocks(blocks.StreamBlock):
    """A list of blocks; a form that no editor could have sent is refused as such (F-08)."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str) -> Any:
        """What was typed; 400 for a count without its blocks or a text that cannot be read."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except BROKEN as problem:
            raise SuspiciousOperation("the form of a page is broken") from problem


class TextBlock(blocks.RichTextBlock):
    """Headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH, "max_length": TEXT_MAX, **kwargs})

    def render(self, value: RichText, context: Mapping[str, Any] | None = None) -> SafeString:
        """The text as it is shown, cleaned now and not only when it was written (F-10)."""
        return format_html('<div class="prose">{}</div>', shown(value.source))

    def render_basic(self, value: RichText, context: Mapping[str, Any] | None = None) -> SafeString:
        """The same wherever Wagtail shows a block by itself."""
        return self.render(value, context)


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    words = blocks.TextBlock(label=_("Words"), max_length=600, rows=3)
    who = blocks.CharBlock(label=_("Who said it"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "cms/blocks/quote.html"
        label = _("Quote")


class FactBlock(blocks.StructBlock):
    """A figure and what it counts."""

    figure = blocks.CharBlock(label=_("Figure"), max_length=12)
    words = blocks.CharBlock(label=_("What it counts"), max_length=80)

    class Meta:
        icon = "list-ol"
        label = _("Figure")


class DoorBlock(blocks.StructBlock):
    """A way to take part."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    words = blocks.CharBlock(label=_("In a sentence or two"), max_length=200)
    link_words = blocks.CharBlock(label=_("Words of the link"), max_length=60, required=False)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)

    class Meta:
        icon = "link"
        label = _("Way to take part")


class PictureBlock(ImageBlock):
    """A picture with its alternative text."""

    class Meta:
        template = "cms/blocks/picture.html"
        label = _("Picture")

    def clean(self, value: Any) -> Any:
        """The picture; its alternative text is a sentence, not an essay."""
        picture = super().clean(value)
        if picture is not None and len(picture.contextual_alt_text or "") > ALT_MAX:
            words = _("Say what the picture shows in at most %(most)s characters.") % {"most": ALT_MAX}
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(words)})
        return picture


BODY = [
    ("heading", blocks.CharBlock(label=_("Heading"), max_length=120, template="cms/blocks/heading.html", icon="title")),
    ("text", TextBlock(label=_("Text"))),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
]
