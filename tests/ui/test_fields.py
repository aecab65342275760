"""Amounts, dates and documents as people type and send them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from tests.ui.uploads import PDF
from ui.amounts import read_amount
from ui.fields import DateField, DocumentField, EuroField

BOTH = {
    "1250000": "1250000",
    "1.250.000": "1250000",
    "1,250,000": "1250000",
    "1.250.000,00": "1250000.00",
    "1,250,000.00": "1250000.00",
    "€ 1250000": "1250000",
    "€\u00a01.250.000,50": "1250000.50",
    "EUR 12": "12",
    "12 euro": "12",
    "12 EUR": "12",
    "1250000,5": "1250000.5",
    "1250000.5": "1250000.5",
    "1 250 000,50": "1250000.50",
    "1'250'000.50": "1250000.50",
    "12,-": "12",
    "1.250.000,-": "1250000",
    "12.-": "12",
    "12,=": "12",
    "0,05": "0.05",
    ".5": "0.5",
    "-5": "-5",
    "\N{MINUS SIGN}5": "-5",
    "-€ 5": "-5",
    "0": "0",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", BOTH)
def test_amount_is_read_with_dutch_and_english_marks(text, language):
    assert read_amount(text, language) == Decimal(BOTH[text])


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [("1.250", "nl", "1250"), ("1,250", "nl", "1.250"), ("1,250", "en", "1250"), ("1.250", "en", "1.250")],
)
def test_doubtful_amount_is_read_by_the_language_of_the_page(text, language, amount):
    assert read_amount(text, language) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "veel",
        "1e6",
        "1.25.000",
        "1,25,000",
        "1.250,000,00",
        "12,5,-",
        "--5",
        "€",
        "1.2.3",
        "٣٤",
        "NaN",
        "inf",
        "5 %",
        "1.,5",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_no_amount_is_not_read(text, language):
    assert read_amount(text, language) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", "not_positive"),
        ("0,00", "not_positive"),
        ("-1", "not_positive"),
        ("1,005", "doubtful"),
        ("1,0005", "too_precise"),
        ("100000000000000", "too_large"),
        ("1" * 61, "not_a_number"),
        ("tien", "not_a_number"),
        ("", "required"),
        ("   ", "required"),
    ],
)
def test_euro_field_refuses_what_is_no_money(typed, code):
    with pytest.raises(forms.ValidationError) as refused:
        EuroField().clean(typed)
    assert refused.value.error_list[0].code == code


def test_euro_field_gives_cents():
    assert str(EuroField().clean("€ 1.250.000,5")) == "1250000.50"
    assert EuroField().clean("999999999999,99") == Decimal("999999999999.99")


def test_euro_field_may_be_left_empty_or_be_zero():
    assert EuroField(required=False).clean("") is None
    assert EuroField(required=False).clean(None) is None
    assert EuroField(zero=True).clean("0") == 0
    with pytest.raises(forms.ValidationError) as refused:
        EuroField(zero=True).clean("-1")
    assert refused.value.error_list[0].code == "negative"


class AmountForm(forms.Form):
    amount = EuroField()


def test_thousands_in_the_marks_of_the_other_language_are_not_taken_for_a_few_euros():
    with translation.override("en"), pytest.raises(forms.ValidationError) as refused:
        EuroField().clean("25.000")
    assert refused.value.error_list[0].code == "doubtful"


@pytest.mark.parametrize(("language", "shown"), [("nl", "1.250.000,50"), ("en", "1,250,000.50")])
def test_euro_field_writes_an_amount_as_it_is_read(language, shown):
    with translation.override(language):
        form = AmountForm(initial={"amount": Decimal("1250000.5")})
        assert form["amount"].value() == shown
        assert read_amount(shown, language) == Decimal("1250000.50")


def test_euro_field_keeps_what_was_typed():
    form = AmountForm({"amount": "tien"})
    assert form.errors == {"amount": ["Vul een bedrag in euro's in, bijvoorbeeld 12.500,50."]}
    assert 'value="tien"' in str(form["amount"])


def test_euro_field_sees_what_changed():
    field = EuroField()
    assert not field.has_changed(Decimal("12.50"), "12,50")
    assert not field.has_changed(None, "")
    assert field.has_changed(Decimal("12.50"), "12,51")
    assert field.has_changed(Decimal("12.50"), "veel")


@pytest.mark.parametrize("typed", ["2018-12-31", "31-12-2018", "31/12/2018"])
def test_date_field_takes_the_ways_in_which_people_write(typed):
    assert DateField().clean(typed) == date(2018, 12, 31)


@pytest.mark.parametrize("typed", ["31-13-2018", "gisteren", "0018-01-01", "2118-01-01"])
def test_date_field_refuses_what_is_no_date(typed):
    with pytest.raises(forms.ValidationError):
        DateField().clean(typed)


def test_document_field_judges_by_the_bytes():
    assert DocumentField().clean(SimpleUploadedFile("plan.pdf", PDF)).name == "plan.pdf"
    assert DocumentField(required=False).clean(None) is None
    with pytest.raises(forms.ValidationError) as refused:
        DocumentField().clean(SimpleUploadedFile("plan.pdf", b"MZ\x90\x00program"))
    assert refused.value.code == "file_type_is_unknown"


@pytest.mark.parametrize("typed", ["1 januari 2027", "1 January 2027", "jan 1 2027", "2027-01-01", "01-01-2027"])
def test_day_is_read_as_people_write_it(typed):
    assert DateField().clean(typed) == date(2027, 1, 1)


@pytest.mark.parametrize("typed", ["31 februari 2027", "ooit", "1 januari", "1 januari 3027"])
def test_day_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        DateField().clean(typed)
