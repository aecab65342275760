"""Typing errors in names: found without an extension of the database, and not too eagerly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldlabs import spelling
from fieldlabs.models import Fieldlab, Word

WORD = st.text("abc", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("ramlab", "ramlab", 0), ("ramlab", "ramlba", 1), ("ramlab", "ralab", 1), ("", "abc", 3), ("robot", "rabbit", 3)],
)
def test_distance_counts_letters(one, other, errors):
    assert spelling.distance(one, other) == errors


@given(WORD, WORD)
def test_distance_is_the_same_both_ways_and_zero_only_for_itself(one, other):
    errors = spelling.distance(one, other)
    assert errors == spelling.distance(other, one)
    assert (errors == 0) == (one == other)
    assert abs(len(one) - len(other)) <= errors <= max(len(one), len(other))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("duurzamheidsfabrik", "Duurzaamheidsfabriek"),
        ("Duurzaamheidsfabirek", "Duurzaamheidsfabriek"),
        ("ramlba", "RAMLAB"),
        ("ramlba xyzzyx", "RAMLAB"),
    ],
)
def test_name_with_errors_is_found(client, django_assert_max_num_queries, typed, name):
    with django_assert_max_num_queries(8):
        page = client.get("/fieldlabs/", {"q": typed})
    assert [card["title"] for card in page.context["cards"]] == [name]
    assert "Geen Fieldlab heeft al uw woorden" in page.content.decode()


@pytest.mark.django_db
def test_filters_on_a_name_with_errors_count_what_they_give(client):
    page = client.get("/fieldlabs/", {"q": "ramlba"})
    regions = next(group for group in page.context["filters"] if group["title"] == "Regio")
    assert [(one["label"], one["count"]) for one in regions["options"]] == [("Zuid-Holland", 1)]
    again = client.get("/fieldlabs/" + regions["options"][0]["url"])
    assert [card["title"] for card in again.context["cards"]] == ["RAMLAB"]


@pytest.mark.django_db
def test_words_that_are_near_nothing_find_nothing(client):
    page = client.get("/fieldlabs/", {"q": "xyzzyxplugh"})
    assert page.context["found"].total == 0


@pytest.mark.django_db
def test_words_are_kept_of_new_and_changed_fieldlabs():
    lab = Fieldlab.objects.get(slug="ramlab")
    Fieldlab.objects.filter(pk=lab.pk).update(name="Zeppelinwerf", city="Kwakzalverdam")
    kept = Word.objects.filter(word__in=["zeppelinwerf", "kwakzalverdam"]).order_by("word")
    assert [(one.word, one.in_name) for one in kept] == [("kwakzalverdam", False), ("zeppelinwerf", True)]
    assert Word.objects.get(word="zeppelinwerf").pieces[:2] == sorted(Word.objects.get(word="zeppelinwerf").pieces)[:2]
