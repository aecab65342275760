"""What cannot be asked of the dashboards gets a sentence: never a failure, never a zero."""

import re

import pytest

from tests.funding import world as worlds
from tests.reports.books import half_way_in, main_of, text

pytestmark = pytest.mark.django_db
DAYS = ("op", "bekend", "van", "van_bekend")
FIGURE = "groep=lines&rij=smitzh&maat=paid"
PAGES = {
    "/dashboard/": ("begroting.csv", "begroting.xlsx", "begroting.json"),
    "/dashboard/verschil/": ("verschil.csv", "verschil.xlsx", "verschil.json"),
    "/dashboard/cijfer/": (),
    "/dashboard/boekingen/": ("boekingen.csv",),
    "/dashboard/brief/": ("begroting.csv",),
    "/dashboard/monitor/": ("monitor.csv", "monitor.xlsx"),
    "/dashboard/spoor/": ("spoor.csv", "spoor.xlsx", "spoor.json"),
    "/dashboard/spoor/opbrengst/": ("opbrengst.csv", "opbrengst.xlsx", "opbrengst.json"),
}
ADDRESSES = [page + file for page, files in PAGES.items() for file in ("", *files)]
ASKED = [page for page in PAGES if page not in ("/dashboard/brief/", "/dashboard/monitor/")]
"""Pages with questions of their own: the others and the files are asked less."""
DAYS_THAT_CANNOT_BE = ["1600-02-30", "2017-12-31", "2099-01-01", "9999-12-31", "0000-00-00", "gisteren", "2018-02-29"]
BROKEN = [
    "%00",
    "%ff%fe",
    "%3Cscript%3E",
    "%F0%9F%92%B6",
    "-1",
    "1e9",
    "9" * 40,
    "x" * 5000,
    "..%2F..%2F",
    "%27%20OR%201=1--",
]
KEYS = (*DAYS, "jaar", "demonstratie", "hub", "post", "periode", "page", "rekening", "groep", "rij", "maat")
QUERIES = [f"{day}={value}" for day in DAYS for value in DAYS_THAT_CANNOT_BE]
QUERIES += [f"{key}={value}" for key in KEYS for value in BROKEN]
QUERIES += [
    "op=2018-01-01&op=2018-06-01&op=",
    "van=2019-01-01&op=2018-01-01",
    "op=2018-06-01&bekend=2018-01-01",
    "van=2018-01-01&van_bekend=2019-01-01&op=2018-02-01&bekend=2018-03-01",
    "&&&=&=x&op",
    "periode=2018-5",
    "periode=0000",
    "&".join(f"k{number}=1" for number in range(900)),
]


@pytest.fixture
def client(client_for, femke):
    half_way_in(worlds.build())
    return client_for(femke)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_cannot_be_asked_gets_an_answer_in_words(client, address):
    """A page as it was with sense in it, or one that says what is wrong; a file, or the way to such a page."""
    for number, query in enumerate(QUERIES[:: 1 if address in ASKED else 9]):
        own = [part for part in FIGURE.split("&") if part.split("=")[0] not in query] if "cijfer" in address else []
        own += FIGURE.split("&") if "boekingen" in address and not own else []
        response = client.get(address, QUERY_STRING="&".join([*own, query]))
        allowed = (400,) if "%00" in query else (200, 302, 404, 422)
        assert response.status_code in allowed, (query[:60], response.status_code)
        if "html" in response.headers["Content-Type"] and response.status_code != 302:
            html = response.content.decode()
            assert "<script>" not in main_of(html).replace("<script src", ""), query[:60]
            assert len(html) < 400_000, (number, query[:60])
            assert re.search(r"<h1", html), query[:60]


@pytest.mark.parametrize("page", ["/dashboard/", "/dashboard/verschil/", "/dashboard/spoor/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_day_that_cannot_be_is_named_in_a_sentence_with_no_figure(client, page, prefix):
    for name in ("op", "bekend"):
        for day in DAYS_THAT_CANNOT_BE:
            response = client.get(f"{prefix}{page}", {"van": "2018-01-01", name: day})
            assert response.status_code == 422, (name, day)
            main = text(main_of(response.content.decode()))
            assert "€" not in main, (name, day)
            assert re.search(r"“.*”|2018|2099|9999", main)


@pytest.mark.parametrize("page", ["/dashboard/cijfer/", "/dashboard/boekingen/"])
def test_figure_in_the_other_language_is_the_same_figure(client, page):
    html = client.get(f"{page}?op=2018-12-31&{FIGURE}").content.decode()
    (other,) = re.findall(r'hreflang="en" href="https?://[^/]+([^"]+)"', html)
    response = client.get(other.replace("&amp;", "&"))
    assert response.status_code == 200
    assert response.wsgi_request.GET["maat"] == "paid"
