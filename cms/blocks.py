"""What editors build pages from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH = ["h3", "bold", "italic", "link", "ol", "ul", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Headings, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=RICH, max_length=20_000, **kwargs)


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    words = blocks.TextBlock(label=_("Words"), max_length=600)
    who = blocks.CharBlock(label=_("Who said it"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "cms/blocks/quote.html"
        label = _("Quote")


class FactBlock(blocks.StructBlock):
    """A figure and what it counts."""

    figure = blocks.CharBlock(label=_("Figure"), max_length=12)
    words = blocks.CharBlock(label=_("What it counts"), max_length=80)


class DoorBlock(blocks.StructBlock):
    """A way to take part."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    words = blocks.CharBlock(label=_("In a sentence or two"), max_length=200)
    link_words = blocks.CharBlock(label=_("Words of the link"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)


class PictureBlock(ImageBlock):
    """A picture with its alternative text."""

    class Meta:
        template = "cms/blocks/picture.html"
        label = _("Picture")


BODY = [
    ("heading", blocks.CharBlock(label=_("Heading"), max_length=120, template="cms/blocks/heading.html", icon="title")),
    ("text", TextBlock(label=_("Text"))),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
]
