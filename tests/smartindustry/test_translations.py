"""The house's own way of extracting and checking translations."""

import re

from django.conf import settings

from smartindustry import translations


def test_placeholders_of_source_and_translation_must_agree():
    assert translations.placeholders("%(count)s of {total}") == {"count", "total"}


def test_strings_of_templates_and_code_are_found():
    found = {message.singular for message in translations.messages("smartindustry")}
    assert {"We cannot find this page", "What do you want to do?", "See where my company stands"} <= found


def test_every_app_is_complete():
    assert [fault for app in translations.APPS for fault in translations.faults(app)] == []


def test_no_entry_has_two_sources_or_two_translations():
    """What a merge glues together: babel keeps one of the two in silence."""
    glued = [
        (path.parts[-4], entry)
        for path in settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/django.po")
        for entry in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        if max(len(re.findall(rf"^{word} ", entry, re.MULTILINE)) for word in ("msgid", "msgstr")) > 1
    ]
    assert glued == []
