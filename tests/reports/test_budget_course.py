"""The dashboard over time: of the whole, of a line, of a hub."""

import re

import pytest

from tests.reports.books import ADDRESSES, address, board_on, half_way_in, text

pytestmark = pytest.mark.django_db


def over_time(board):
    return [table for table in board.tables if table.group == "months"]


def test_course_of_each_line_and_hub_ends_at_its_row_of_the_dashboard(world):
    half_way_in(world)
    board, ended = board_on(), []
    rows = [("lines_state", "post", row) for row in board.course_lines]
    rows += [("hubs_state", "hub", row) for row in board.course_hubs]
    for table, name, row in rows:
        found = over_time(board_on(**{name: row.key}))
        if not found:
            assert row.cell("committed").amount is None or not row.cell("committed").amount.high
            continue
        last, own = found[0].rows[-1], board.table(table).row(row.key)
        assert [cell.shown for cell in last.cells] == [own.cell(cell.measure.key).shown for cell in last.cells]
        ended.append(row.key)
    assert {"smitzh", "zuid-holland"} <= set(ended)


def test_course_of_a_hubs_part_of_a_line_is_what_both_have(half_way):
    (both,) = over_time(board_on(post="smitzh", hub="zuid-holland"))
    (hub,) = over_time(board_on(hub="zuid-holland"))
    assert both.title == "Verplicht en betaald in de tijd: Zuid-Holland, SMITZH, hub Zuid-Holland"
    assert [[cell.shown for cell in row.cells] for row in both.rows] == [
        [cell.shown for cell in row.cells] for row in hub.rows
    ]
    assert over_time(board_on(post="smitzh", hub="noord-nederland")) == []


@pytest.mark.parametrize(
    "asked", [{"hub": "atlantis"}, {"post": "<b>x</b>"}, {"hub": "regional"}, {"hub": "x" * 5000}], ids=range(4)
)
def test_line_or_hub_that_is_not_there_gets_a_sentence_and_files_lead_to_it(half_way, get, asked):
    html = get(status=422, **asked).content.decode()
    assert "De begroting heeft geen post of hub" in html
    assert "<b>x</b>" not in html
    assert not {'name="hub"', 'name="post"'} & set(re.findall(r'name="\w+"', html))
    assert "si-budget" not in re.sub("si-budget-form", "", html)
    for name in ADDRESSES[1:]:
        assert get(name=name, status=302, **asked).url.startswith("/dashboard/?")


def test_course_of_what_has_none_says_so_and_never_zero(half_way, get):
    html = get(hub="noord-nederland").content.decode()
    assert "Noord-Nederland: er is niets verplicht of betaald" in text(html)
    assert 'value="noord-nederland" selected' in html


def test_choosing_a_hub_takes_no_more_statements(half_way, client_for, fenna, django_assert_max_num_queries):
    client = client_for(fenna)
    client.get(address())
    with django_assert_max_num_queries(8) as chosen:
        client.get(address(), {"hub": "zuid-holland", "post": "smitzh"})
    with django_assert_max_num_queries(8) as whole:
        client.get(address())
    assert len(chosen.captured_queries) == len(whole.captured_queries)
