"""What is behind a figure of the dashboard: its accounts, its entries, and what of unknown size stands beside it."""

import re
from datetime import timedelta
from html import unescape

import pytest

from funding import actions
from funding.models import BudgetLine, MatchPool
from regions.models import Region
from reports import figures
from tests.funding import world as worlds
from tests.funding.attempts import reservation
from tests.funding.world import basis, euros
from tests.reports.books import board_on, said, text
from ui import formats

pytestmark = pytest.mark.django_db


def test_figure_takes_at_most_eight_statements(half_way, client_for, fenna, django_assert_max_num_queries):
    reservation(half_way, size=None, line=BudgetLine.objects.get(key="data_value_center"))
    client = client_for(fenna)
    for measure in ("available", "reserved", "committed", "freed"):
        with django_assert_max_num_queries(8):
            page = client.get("/dashboard/cijfer/", {"groep": "lines", "rij": "si_2018", "maat": measure})
        assert sum(row["held"] for row in page.context["rows"]) == page.context["total"]


def test_figure_on_several_pages_has_one_total(half_way, client_for, fenna, monkeypatch, django_assert_max_num_queries):
    client, asked = client_for(fenna), {"groep": "lines", "rij": "si_2018", "maat": "committed"}
    whole = client.get("/dashboard/cijfer/", asked).context
    monkeypatch.setattr(figures, "PAGE_SIZE", 1)
    held = []
    for number in range(1, len(whole["rows"]) + 1):
        with django_assert_max_num_queries(8):
            page = client.get("/dashboard/cijfer/", asked | {"page": str(number)}).context
        assert (page["total"], page["number"], page["of_demo"]) == tuple(
            whole[name] for name in ("total", "number", "of_demo")
        )
        held += [row["held"] for row in page["rows"]]
    assert len(held) > 1
    assert held == [row["held"] for row in whole["rows"]]


@pytest.mark.parametrize("measure", ["reserved", "available"])
def test_figure_names_what_of_unknown_size_is_set_apart(half_way, client_for, fenna, measure):
    line = BudgetLine.objects.get(key="data_value_center")
    mine = reservation(half_way, size=None, line=line)
    asked = {"groep": "lines", "rij": "data_value_center", "maat": measure}
    address, client = "/dashboard/cijfer/", client_for(fenna)
    page = client.get(address, asked)
    assert [one.sets_apart for one in page.context["unsized"]] == [mine]
    assert ("omvang onbekend" in page.text, "niets vastgelegd" in page.text) == (True, False)
    other = client.get(address, asked | {"rij": "smitzh"})
    assert ("omvang onbekend" in other.text, other.context["unsized"]) == (False, [])
    assert client.get(address, asked | {"jaar": str(mine.year + 1)}).context["unsized"] == []
    before = mine.entries.get().valid_on - timedelta(days=1)
    assert client.get(address, asked | {"op": before.isoformat()}).context["unsized"] == []


@pytest.mark.parametrize("day", ["", "2018-06-01"])
def test_amounts_lead_to_accounts_that_held_as_much(half_way, client_for, fenna, get, day):
    client = client_for(fenna)
    noord = half_way.pool_for(instrument="contract")
    other = MatchPool.objects.create(
        version=noord.version, line=half_way.line, region=Region.objects.get(slug="noord-nederland"),
        recorded_by=half_way.controller, **worlds.PAPER,
    )  # fmt: skip
    half_way.grant(1_000, pool=other)
    html = get(jaar="2018", op=day).content.decode()
    address = r'<a class="utrecht-link" href="(/dashboard/cijfer/[^"]+)">([^<]+)</a>(?:<span[^>]*>([^<]+))?'
    found = re.findall(address, html)
    assert len(found) > 30
    for url, shown, bound in found:
        page = client.get(unescape(url))
        total = formats.euro(page.context["total"])
        assert sum(row["held"] for row in page.context["rows"]) == page.context["total"]
        expected = re.sub(r"tussen .* en |hoogstens ", "", bound or shown).replace("\u00a0", " ")
        assert total == expected or "reserved" in url or "match_intended" in url, (url, shown, bound)


def test_figure_names_the_pledges_of_unknown_amount(half_way, client_for, fenna, django_assert_max_num_queries):
    """As the dashboard, which says that such an amount is a minimum."""
    intended = half_way.pledge()
    actions.intend(by=half_way.editor, basis=basis(), pledge=intended, amount=euros(300))
    client, asked = client_for(fenna), {"groep": "lines", "rij": "smitzh", "maat": "match_intended"}
    assert said(board_on(), "lines_match", "smitzh")["match_intended"] == "minstens €\u00a0300"
    with django_assert_max_num_queries(8):
        page = client.get("/dashboard/cijfer/", asked)
    assert [one.funder for one in page.context["silent"]] == [half_way.funder]
    assert "minstens € 300" in text(page.text)
    for more in ({"op": "2018-05-31"}, {"bekend": "2018-06-01", "op": "2018-06-01"}, {"rij": "other_hubs"}):
        assert client.get("/dashboard/cijfer/", asked | more).context["silent"] == []
