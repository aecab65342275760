"""The house's own way of extracting and checking translations."""

from smartindustry import translations


def test_placeholders_of_source_and_translation_must_agree():
    assert translations.placeholders("%(count)s of {total}") == {"count", "total"}


def test_strings_of_templates_and_code_are_found():
    found = {message.singular for message in translations.messages("smartindustry")}
    assert {"We cannot find this page", "What do you want to do?", "See where my company stands"} <= found


def test_every_app_is_complete():
    assert [fault for app in translations.APPS for fault in translations.faults(app)] == []
