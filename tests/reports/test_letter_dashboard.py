"""What the letter states of the money: who may open it, what it says, and that it never says more than is known."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from funding.models import BudgetLine, StatedContribution
from programme.models import Figure
from reports.access import BUDGET_READERS
from smartindustry.cast import CAST

pytestmark = pytest.mark.django_db
MAY = {member.key for member in CAST if member.role in BUDGET_READERS}


def address(name="letter_dashboard", language="nl"):
    with translation.override(language):
        return reverse(f"reports:{name}")


def text(fragment):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def main_of(html):
    return re.search(r"<main.*</main>", html, re.S)[0]


def table_rows(html):
    """Line -> the texts of its six measures, as on screen."""
    table = re.search(r'<table class="utrecht-table si-budget">.*?</table>', html, re.S)[0]
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", table, re.S)
    return {
        text(re.search(r"<th.*?</th>", row, re.S)[0]): [
            text(cell) for cell in re.findall(r"<td class=\"si-number.*?</td>", row, re.S)
        ]
        for row in rows
    }


@pytest.fixture
def page(client_for, fenna):
    def get(language="nl", name="letter_dashboard"):
        response = client_for(fenna).get(address(name, language))
        assert response.status_code == 200
        return response

    return get


@pytest.mark.parametrize("name", ["letter_dashboard", "letter_export"])
@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_letter_is_open_to_everyone(cast, client_for, member, name):
    assert client_for(cast[member.key]).get(address(name)).status_code == 200


def test_readers_are_every_ministry_role_the_auditor_and_the_administrator():
    ministry = {role for role in Role.values if role.startswith("ministry_")}
    assert set(BUDGET_READERS) == ministry | {Role.AUDITOR, Role.ADMINISTRATOR}


def test_stranger_reads_the_letter(client_for):
    assert client_for().get(address()).status_code == 200


def test_letter_takes_few_statements_however_many_lines(client_for, fenna, django_assert_max_num_queries):
    client = client_for(fenna)
    with django_assert_max_num_queries(8):
        client.get(address())
    smitzh = BudgetLine.objects.get(key="smitzh")
    for number in range(3):
        contribution = StatedContribution.objects.get(key="the_hague_smitzh")
        contribution.pk, contribution.key, contribution.line = None, f"more{number}", smitzh
        contribution.save()
    with django_assert_max_num_queries(8):
        client.get(address())


def test_table_in_dutch_says_what_is_known_and_what_is_not(page):
    assert table_rows(page().content.decode()) == {
        "Voorstellen van de regio's (hubs)": [
            "2,8", "tussen 0,7 en 2,8", "onbekend tussen 0 en 2,1", "2,8",
            "minstens 0,7 andere bron: minstens 1", "minstens 0,25",
        ],
        "SMITZH, hub Zuid-Holland": [
            "0,7", "0,7", "niet van toepassing", "0,7", "minstens 0,7 andere bron: 1", "minstens 1",
        ],
        "Overig regionaal geld uitgerekend": [
            "2,1", "onbekend tussen 0 en 2,1", "onbekend tussen 0 en 2,1", "kan niet worden berekend",
            "onbekend", "kan niet worden berekend",
        ],
        "Overige regionale hubs": [
            "onbekend tussen 0 en 2,1", "niets genoemd", "onbekend tussen 0 en 2,1",
            "kan niet worden berekend tussen 0 en 2,1", "onbekend", "kan niet worden berekend",
        ],
        "Data Value Center Smart Industry": [
            "onbekend tussen 0 en 2,1", "onbekend tussen 0 en 2,1", "niet van toepassing", "niet genoemd",
            "niet genoemd", "kan niet worden berekend",
        ],
        "Verdere steun aan het mkb": [
            "0,7", "onbekend tussen 0 en 0,7", "onbekend tussen 0 en 0,7", "niet genoemd", "niet genoemd",
            "kan niet worden berekend",
        ],
        "Assessmentprogramma": [
            "onbekend tussen 0 en 0,7", "onbekend tussen 0 en 0,7", "niet van toepassing", "niet genoemd",
            "niet genoemd", "kan niet worden berekend",
        ],
        "Totaal: Smart Industry 2018": [
            "3,5", "tussen 0,7 en 3,5", "onbekend tussen 0 en 2,8", "minstens 2,8",
            "minstens 0,7 andere bron: minstens 1", "minstens 0,2",
        ],
    }  # fmt: skip


def test_table_in_english_has_the_same_numbers_as_english_writes_them(page):
    rows = table_rows(page("en").content.decode())
    assert rows["Total: Smart Industry 2018"] == [
        "3.5", "between 0.7 and 3.5", "unknown between 0 and 2.8", "at least 2.8",
        "at least 0.7 other source: at least 1", "at least 0.2",
    ]  # fmt: skip
    assert len(rows) == BudgetLine.objects.count()


def test_every_line_and_contribution_links_to_its_figure(page):
    html = page().content.decode()
    with translation.override("nl"):
        figures = reverse("programme:figure_list")
    linked = set(re.findall(rf'href="{figures}#(\w+)"', html))
    assert linked == {line.figure.key for line in BudgetLine.objects.select_related("figure")} | {
        one.figure.key for one in StatedContribution.objects.select_related("figure")
    }


def test_linked_figures_stand_on_the_page_of_figures(page, client_for):
    html = page().content.decode()
    with translation.override("nl"):
        figures = reverse("programme:figure_list")
    target = client_for().get(figures).content.decode()
    for key in set(re.findall(rf'href="{figures}#(\w+)"', html)):
        assert f'id="{key}"' in target


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nl",
            [
                "Waar staat de € 3,5 miljoen?",
                "Er is geen besluit en geen betaling bekend.",
                "5 februari 2018",
                "Hoogstens € 2,1 miljoen",
                "Hoogstens € 2,8 miljoen",
                "€ 750.000",
                "onbekend (tussen € 0 en € 2,1 miljoen)",
            ],
        ),
        (
            "en",
            [
                "Where is the € 3.5 million?",
                "No decision and no payment is known.",
                "5 February 2018",
                "At most € 2.1 million",
                "At most € 2.8 million",
                "€ 750,000",
                "unknown (between € 0 and € 2.1 million)",
            ],
        ),
    ],
)
def test_page_says_it_in_both_languages(page, language, sentences):
    shown = text(page(language).content.decode())
    assert [sentence for sentence in sentences if sentence not in shown] == []


def test_page_shows_the_measures_with_their_meaning(page):
    from funding.measures import DEFINITIONS

    shown = text(page().content.decode())
    for _key, name, meaning in DEFINITIONS:
        assert f"{name} {meaning}" in shown


def test_later_amount_for_another_programme_is_not_shown_as_rival(page):
    """SMITZH-3 has 5.2 million of the province for 2019–2022; it is no amount for 2018."""
    later = Figure.objects.exclude(value=None).filter(topic=Figure.objects.get(key="smitzh_province_letter").topic)
    assert later.exists()
    assert "5,2" not in text(page().content.decode())


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page().content.decode())]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_letter_and_books_link_to_each_other(page, client_for, fenna):
    assert f'href="{address("budget_dashboard")}"' in main_of(page().content.decode())
    books = client_for(fenna).get(address("budget_dashboard")).content.decode()
    assert f'href="{address()}"' in main_of(books)
