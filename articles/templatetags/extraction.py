"""What the pages for administrators tell about the extraction."""

from django import template

from articles.extraction.tagger import loading

register = template.Library()


@register.simple_tag
def tagger_trouble() -> str:
    """Say why statements are found by rules alone; nothing where the tagger works."""
    return loading.trouble()
