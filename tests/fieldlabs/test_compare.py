"""Up to four Fieldlabs side by side."""

import pytest

from fieldlabs.models import Fieldlab, Service

pytestmark = pytest.mark.django_db
PAGE = "/fieldlabs/vergelijken/"
TWO = "?lab=ramlab&lab=duurzaamheidsfabriek"


def test_two_stand_side_by_side_with_their_differences_marked(client):
    page = client.get(f"/en{PAGE}{TWO}")
    rows = {row.term: row for row in page.context["rows"]}
    assert [cell.lines for cell in rows["Place"].cells] == [
        ("Rotterdam, South Holland",),
        ("Dordrecht, South Holland",),
    ]
    assert rows["Place"].differs
    same = client.get(f"/en{PAGE}?lab=ramlab&lab=ramlab")
    assert same.context["enough"] is False


def test_only_the_differences(client):
    page = client.get(f"{PAGE}{TWO}&alleen=verschillen")
    everything = client.get(f"{PAGE}{TWO}")
    assert [row.term for row in page.context["rows"]] == [row.term for row in everything.context["rows"] if row.differs]


def test_one_or_four_take_the_same_statements(client, django_assert_max_num_queries):
    slugs = list(Fieldlab.objects.public().values_list("slug", flat=True)[:5])
    for lab in Fieldlab.objects.filter(slug__in=slugs):
        Service.objects.create(fieldlab=lab, kind="advice", name_nl="Demo advies")
    for number in (1, 4):
        with django_assert_max_num_queries(5):
            page = client.get(PAGE, {"lab": slugs[:number]})
        assert [one["fieldlab"].slug for one in page.context["fieldlabs"]] == slugs[:number]
    many = client.get(PAGE, {"lab": slugs})
    assert [one["fieldlab"].slug for one in many.context["fieldlabs"]] == slugs[:4]
    assert "U ziet de eerste 4" in many.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?lab=ramlab", 200),
        ("?lab=bestaat-niet", 404),
        ("?lab=ramlab&lab=duurzaamheidsfabriek&lab=bestaat-niet", 200),
        ("?lab=chill", 404),
        ("?lab=%27;--", 404),
    ],
)
def test_what_has_no_public_page_is_left_out_and_said(client, query, status):
    page = client.get(PAGE + query)
    assert page.status_code == status
    missing = [slug for slug in ("bestaat-niet", "chill") if slug in query]
    assert page.context["asked"].missing[: len(missing)] == missing


def test_distance_is_a_row_when_a_place_is_given(client):
    page = client.get(f"/en{PAGE}{TWO}&plaats=zwolle")
    rows = {row.term: row for row in page.context["rows"]}
    assert all(cell.lines[0].endswith("km from Zwolle") for cell in rows["Distance"].cells)


def test_file_equals_the_screen_and_holds_no_formula(client):
    lab = Fieldlab.objects.get(slug="ramlab")
    Service.objects.create(fieldlab=lab, kind="advice", name_nl="=1+1", price_basis="day", price=500)
    page = client.get(f"/en{PAGE}{TWO}")
    file = client.get(page.context["csv_url"])
    lines = file.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Subject,RAMLAB,Duurzaamheidsfabriek,Differs"
    assert [line.split(",")[0] for line in lines[1:-1]] == [row.term for row in page.context["rows"]]
    assert any("'=1+1 (advice): € 500 per day" in line for line in lines)


def test_chosen_on_the_list_go_along(client):
    page = client.get("/fieldlabs/?q=lasrobots&lab=ramlab&lab=duurzaamheidsfabriek")
    assert page.context["elsewhere"] == ["ramlab"]
    text = page.content.decode()
    assert 'name="lab" value="duurzaamheidsfabriek" checked' in text
    assert '<input type="hidden" name="lab" value="ramlab">' in text
