"""The sentences and figures of the result."""

import re

import pytest
from django.utils import translation

from assessments import questionnaire
from assessments.benchmark import Comparison, Peer
from assessments.disclosure import Kind, Summary
from assessments.locations import Location
from assessments.questionnaire import TRANSFORMATIONS
from assessments.results import profile as words
from assessments.scoring import NoLevel, score_quick
from hubs.models import Hub
from regions.models import Province
from tests.assessments.runs import ALL, completed_run, text, url

NA, DK = NoLevel.NOT_APPLICABLE, NoLevel.DONT_KNOW
CURRENT = questionnaire.current()
NOBODY = Comparison(tuple(Peer(slug, Summary(Kind.NONE)) for slug in TRANSFORMATIONS))


class Said:
    """What the result says of these answers, without a database."""

    def __init__(self, *values, language="nl"):
        profile = score_quick(CURRENT, dict(zip(ALL, values, strict=True)))
        with translation.override(language):
            self.rows = words.rows(CURRENT, profile, {}, NOBODY)
            self.unknown, self.left_out = words.unknown(CURRENT, profile), words.left_out(CURRENT, profile)
            self.chart, self.table = words.chart(CURRENT, profile, {}, NOBODY)
            self.mean, self.weakest, self.coverage, *rest = (value for _term, value in words.facts(CURRENT, profile))
            self.confidence = rest[0] if rest else None
            self.summary = words.summary(CURRENT, profile)


result = Said


def test_mixed_answers_are_told_apart():
    mixed = result(2, 1, 4, DK, 5, 3, NA, 2)

    assert [(row.number, row.level) for row in mixed.rows] == [(1, 2), (2, 1), (3, 4), (5, 5), (6, 3), (7, 2)]
    assert mixed.unknown == (("Slimme diensten en verdienmodellen", "Waarvoor betalen uw klanten?"),)
    assert mixed.left_out == ("Duurzame fabriek",)
    assert (mixed.mean, mixed.weakest) == (
        "2,8 op een schaal van 1 tot 5, over 6 onderwerpen",
        "Flexibel produceren (niveau 1)",
    )
    assert mixed.coverage == "7 van de 7 onderwerpen die voor u gelden"
    assert mixed.confidence == "86%: van 1 vraag weet u het antwoord niet"


def test_chart_and_rows_have_the_same_numbers():
    mixed = result(2, 1, 4, DK, 5, 3, NA, 2)

    names = [row[0] for row in mixed.chart.table.rows]
    assert {f"{row.number}. {row.name}" for row in mixed.rows} <= set(names)
    assert len(names) == 7


def test_english_writes_its_own_decimals():
    mixed = result(2, 1, 4, DK, 5, 3, NA, 2, language="en")

    assert (mixed.mean, mixed.weakest) == (
        "2.8 on a scale of 1 to 5, over 6 subjects",
        "Flexible manufacturing (level 1)",
    )


def test_equal_levels_have_no_weakest_link():
    assert result(*[3] * 8).weakest == "Geen zwakste schakel: alle niveaus zijn gelijk (niveau 3)"


def test_one_level_alone_is_its_own_weakest_link():
    assert result(3, *[DK] * 7).weakest == "Slim produceren (niveau 3)"


def test_two_weakest_links_are_both_named():
    assert result(1, 1, *[3] * 6).weakest == "Slim produceren, Flexibel produceren (niveau 1)"


def test_highest_level_has_no_next_step():
    assert [row.to_next for row in result(*[5] * 8).rows] == [""] * 8


def test_only_unknown_answers_have_no_figures():
    unknown = result(*[DK] * 8)

    assert (unknown.mean, unknown.weakest, unknown.chart, unknown.table, unknown.rows) == (None, None, None, None, ())
    assert len(unknown.unknown) == 8
    assert unknown.confidence == "0%: van 8 vragen weet u het antwoord niet"


def test_summary_names_the_furthest_and_the_least_far():
    assert result(2, 1, 4, DK, 5, 3, NA, 2).summary == [
        "U bent het verst met Slimme interne organisatie (niveau 5).",
        "U bent het minst ver met Flexibel produceren (niveau 1).",
    ]
    assert result(*[1] * 4, *[3] * 4).summary[1] == (
        "U bent het minst ver met Slim produceren, Flexibel produceren en 2 andere onderwerpen (niveau 1)."
    )
    assert result(*[3] * 8).summary == ["Al uw onderwerpen staan op niveau 3."]
    assert result(*[DK] * 8).summary == []


def test_nothing_applicable_says_so():
    nothing = result(*[NA] * 8)

    assert (nothing.coverage, nothing.confidence) == ("Geen van de 8 onderwerpen geldt voor u", None)
    assert len(nothing.left_out) == 8


def test_two_subjects_have_a_table_instead_of_a_chart():
    two = result(3, DK, *[NA] * 6)

    assert two.chart is None
    assert two.table.rows == (("1. Slim produceren", "3"), ("2. Flexibel produceren", None))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([DK] * 8, "U hebt nog geen niveau gekozen"),
        ([NA] * 8, "Geen van de onderwerpen geldt voor u"),
        ([3, DK, *[NA] * 6], "1. Slim produceren 3"),
    ],
)
def test_page_of_an_unusual_result_has_words_for_it(client, answers, sentence):
    assert sentence in text(client.get(url("result", completed_run(answers))))


@pytest.mark.django_db
def test_result_names_the_hub_of_the_region(client):
    run = completed_run(location=Location(province=Province.objects.get(iso="NL-ZH")))

    shown = text(client.get(url("result", run)))

    hub = Hub.objects.get(region__slug="zuid-holland")
    assert hub.name in shown
    assert [other.name in shown for other in Hub.objects.exclude(pk=hub.pk)] == [False] * 4


@pytest.mark.django_db
def test_result_names_all_hubs_while_the_region_is_unknown(client):
    shown = text(client.get(url("result", completed_run())))

    assert [hub.name in shown for hub in Hub.objects.all()] == [True] * 5


@pytest.mark.django_db
def test_links_of_a_result_lead_somewhere(client):
    page = client.get(url("result", completed_run())).content.decode()

    main = page.split("<main", 1)[1].split("</main>")[0]
    links = set(re.findall(r'href="(/[^"]+)"', main))
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert len([link for link in links if "?transformatie=" in link]) == 8
    assert len([link for link in links if link.startswith("/hubs/")]) == 5
