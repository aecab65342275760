"""What an address asks that a list does not have is said, and so is a choice that a form does not have."""

import pytest
from django import forms
from django.utils import translation

from ui import filters

KNOWN = {"stand": ("Stand", ["open"]), "sort": ("Volgorde", filters.sorting(["name"])[1])}


@pytest.mark.parametrize("query", [{}, {"stand": "open"}, {"stand": ""}, {"sort": "-name"}, {"q": "x", "page": "2"}])
def test_nothing_is_said_of_what_the_list_has(query):
    assert filters.left_out(query, KNOWN) == []


def test_what_the_list_does_not_have_is_said():
    with translation.override("nl"):
        said = filters.left_out({"stand": "abc", "sort": "--name", "kwartaal": "x" * 90, "y" * 50: ""}, KNOWN)
    assert said == [
        "Wij kennen “abc” niet in het filter “Stand”. Dit filter is weggelaten.",
        "Wij kennen “--name” niet in het filter “Volgorde”. Dit filter is weggelaten.",
        "Hier is geen filter “kwartaal”. Het is weggelaten.",
        f"Hier is geen filter “{'y' * 40}…”. Het is weggelaten.",
    ]


def test_no_more_is_said_than_a_page_can_hold():
    assert len(filters.left_out({f"k{number}": "1" for number in range(900)}, KNOWN)) == filters.MOST_NOTICES


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "“abc” staat niet in de lijst. Kies iets uit de lijst."),
        ("en", "Select a valid choice. abc is not one of the available choices."),
    ],
)
def test_choice_that_is_not_there_is_refused_in_plain_words(language, sentence):
    field = forms.ChoiceField(choices=[("a", "A")])
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as refused:
            field.clean("abc")
        assert refused.value.messages == [sentence]


def test_what_a_newsletter_adds_to_an_address_is_not_mentioned():
    assert filters.left_out({"utm_source": "nieuwsbrief"}, KNOWN) == []
