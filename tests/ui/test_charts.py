"""Charts: every coordinate lies in the picture, the table says what went in, and unknown is never drawn."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import charts
from ui.charts.base import Box, wrap
from ui.charts.outlines import HEIGHT, WIDTH, outlines

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
positive = st.decimals(min_value=0, max_value=10**9, places=2)
labels = st.text(st.characters(categories=("L", "N", "Zs")), max_size=80)
levels = st.one_of(st.none(), st.decimals(min_value=1, max_value=5, places=1))


@st.composite
def ranges(draw) -> tuple[Decimal, Decimal]:
    low, high = sorted((draw(positive), draw(positive)))
    return low, high


@st.composite
def bar(draw) -> charts.Bar:
    shape = draw(st.sampled_from(("value", "range", "unknown")))
    if shape == "value":
        return charts.Bar(draw(labels), draw(amounts), approximate=draw(st.booleans()))
    low, high = draw(ranges())
    return charts.Bar(draw(labels), low=low, high=high) if shape == "range" else charts.Bar(draw(labels))


def assert_inside(boxes: tuple[Box, ...], height: float) -> None:
    for box in boxes:
        assert 0 <= box.x <= 100
        assert box.width >= 0
        assert box.x + box.width <= 100.1
        assert box.y >= 0
        assert box.y + box.height <= height


@given(st.lists(bar(), max_size=12))
def test_bars_lie_in_the_picture_and_the_table_has_every_row(items):
    chart = charts.bars("Title", items)

    for row in chart.rows:
        assert_inside(row.boxes, chart.height)
        assert all(0 <= text.x <= 100 and 0 <= text.y <= chart.height for text in row.texts)
    assert [row[0] for row in chart.table.rows] == [item.label for item in items]
    assert [bool(row.boxes) for row in chart.rows] == [item.value is not None or item.low is not None for item in items]


def test_bars_write_unknown_and_draw_nothing():
    chart = charts.bars("Title", [charts.Bar("known", 0), charts.Bar("unknown")])

    assert chart.table.rows == (("known", "0"), ("unknown", "unknown"))
    assert [len(row.boxes) for row in chart.rows] == [1, 0]


def test_bars_draw_a_range_solid_up_to_its_lower_bound_and_hatched_above():
    row = charts.bars("Title", [charts.Bar("range", low=25, high=100)]).rows[0]

    assert [(box.x, box.width, box.hatched) for box in row.boxes] == [(0, 25, False), (25, 75, True)]


def test_bars_draw_an_approximation_hatched():
    chart = charts.bars("Title", [charts.Bar("about", 165, approximate=True)])

    assert chart.rows[0].boxes[0].hatched
    assert chart.table.rows == (("about", "about 165"),)


def test_bars_of_negative_values_end_at_zero():
    chart = charts.bars("Title", [charts.Bar("down", -50), charts.Bar("up", 50)])

    assert chart.zero == 50
    assert [(box.x, box.width) for row in chart.rows for box in row.boxes] == [(0, 50), (50, 50)]


@given(st.lists(st.tuples(labels, st.tuples(*[st.one_of(st.none(), positive)] * 3)), max_size=8))
def test_stacks_lie_in_the_picture_and_the_table_has_every_value(stacks):
    chart = charts.stacked_bars("Title", ("a", "b", "c"), [charts.Stack(*stack) for stack in stacks])

    for row in chart.rows:
        assert_inside(row.boxes, chart.height)
    assert [row[1:] for row in chart.table.rows] == [
        tuple("unknown" if value is None else str(value) for value in values) for _, values in stacks
    ]
    assert [len(row.boxes) for row in chart.rows] == [sum(bool(value) for value in values) for _, values in stacks]


def test_stack_with_an_unknown_part_shows_no_sum():
    chart = charts.stacked_bars("Title", ("State", "Region"), [charts.Stack("SMITZH", (Decimal(7), None))])

    assert [text.text for text in chart.rows[0].texts] == ["SMITZH", "Region: unknown"]


@pytest.mark.parametrize("values", [(1, -1), (1,), (1, 2, 3)])
def test_stack_refuses_negative_parts_and_wrong_numbers(values):
    with pytest.raises(ValueError, match="part"):
        charts.stacked_bars("Title", ("a", "b"), [charts.Stack("x", values)])


@st.composite
def step(draw) -> charts.Step:
    shape = draw(st.sampled_from(("value", "range", "unknown")))
    if shape == "value":
        return charts.Step(draw(labels), draw(amounts), total=draw(st.booleans()))
    low, high = draw(ranges())
    sign = draw(st.sampled_from((1, -1)))
    low, high = sorted((sign * low, sign * high))
    return charts.Step(draw(labels), low=low, high=high) if shape == "range" else charts.Step(draw(labels))


@given(st.lists(step(), max_size=10))
def test_waterfall_lies_in_the_picture_and_the_table_has_every_step(steps):
    chart = charts.waterfall("Title", steps)

    for row in chart.rows:
        assert_inside(row.boxes, chart.height)
        assert row.link is None or 0 <= row.link <= 100
    assert [row[0] for row in chart.table.rows] == [one.label for one in steps]


@given(st.lists(step(), max_size=10))
def test_waterfall_never_draws_an_unknown_step(steps):
    chart = charts.waterfall("Title", steps)

    for one, row in zip(steps, chart.rows, strict=True):
        if one.interval is None and not one.total:
            assert row.boxes == ()


def test_waterfall_of_the_letter():
    """3.5 million less 0.7 is 2.8 for the hubs; less 0.7 for SMITZH; of the 2.1 left an unknown part is set apart."""
    chart = charts.waterfall(
        "Budget",
        [
            charts.Step("all", Decimal("3.5"), total=True),
            charts.Step("SMEs", Decimal("-0.7")),
            charts.Step("hubs", total=True),
            charts.Step("SMITZH", Decimal("-0.7")),
            charts.Step("Data Value Center", low=Decimal("-2.1"), high=0),
            charts.Step("other regions", total=True),
        ],
    )

    assert [row[1] for row in chart.table.rows] == [
        "3.5",
        "-0.7",
        "2.8",
        "-0.7",
        "unknown (between 0 and 2.1 less)",
        "unknown (between 0.0 and 2.1)",
    ]
    assert [[(box.x, box.width, box.hatched) for box in row.boxes] for row in chart.rows] == [
        [(0, 100, False)],
        [(80, 20, False)],
        [(0, 80, False)],
        [(60, 20, False)],
        [(0, 60, True)],
        [(0, 60, True)],
    ]
    assert [row.link for row in chart.rows] == [100, 80, 80, 60, None, None]


def test_waterfall_change_after_a_range_is_solid_only_where_it_is_certain():
    chart = charts.waterfall("Title", [charts.Step("start", low=80, high=100, total=True), charts.Step("change", -60)])

    boxes = [(box.x, box.width, box.hatched) for box in chart.rows[1].boxes]
    assert boxes == [(40, 40, False), (20, 20, True), (80, 20, True)]


def test_waterfall_after_an_unknown_step_has_no_balance_until_the_next_total():
    steps = [
        charts.Step("a", 10, total=True),
        charts.Step("b"),
        charts.Step("left", total=True),
        charts.Step("c", 5, total=True),
    ]

    chart = charts.waterfall("Title", steps)

    assert [bool(row.boxes) for row in chart.rows] == [True, False, False, True]
    assert chart.table.rows[2] == ("left", "unknown")


@given(st.lists(levels, min_size=3, max_size=12), st.integers(1, 3), labels)
def test_radar_lies_in_the_view_box_and_draws_only_what_is_known(values, count, name):
    series = [charts.Series(f"s{index}", tuple(values)) for index in range(count)]

    chart = charts.radar("Title", [name] * len(values), series)

    for shape in chart.shapes:
        assert all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in shape.points)
        assert len(shape.points) == sum(value is not None for value in values)
        assert bool(shape.area) == (None not in values)
    for axis in chart.axes:
        assert all(0 <= text.x <= chart.width and 0 <= text.y <= chart.height for text in axis.lines)


def test_radar_table_has_every_value():
    chart = charts.radar(
        "Title", ("a", "b", "c"), [charts.Series("own", (1, None, 5)), charts.Series("peers", (2, 3, 4))]
    )

    assert chart.table.columns == ("", "own", "peers")
    assert chart.table.rows == (("1. a", "1", "2"), ("2. b", "unknown", "3"), ("3. c", "5", "4"))


@pytest.mark.parametrize("values", [(0, 1, 2), (1, 2, 6), (1, 2)])
def test_radar_refuses_values_off_the_scale_and_wrong_numbers(values):
    with pytest.raises(ValueError, match="value"):
        charts.radar("Title", ("a", "b", "c"), [charts.Series("s", values)])


def inside(point, path: str) -> bool:
    """Ray casting on the outline of a province."""
    x, y = point
    found = False
    for ring in path.split("z"):
        if not ring:
            continue
        start, steps = ring[1:].split("l")
        corners = [tuple(map(float, start.split()))]
        numbers = list(map(float, steps.split()))
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            corners.append((corners[-1][0] + across, corners[-1][1] + down))
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                found = not found
    return found


@pytest.mark.parametrize(
    ("iso", "lat", "lon"),
    [
        ("NL-GR", 53.2192, 6.5667),
        ("NL-FR", 53.2012, 5.8086),
        ("NL-DR", 52.9967, 6.5625),
        ("NL-OV", 52.5168, 6.0830),
        ("NL-GE", 51.9851, 5.8987),
        ("NL-FL", 52.5185, 5.4714),
        ("NL-NH", 52.3874, 4.6462),
        ("NL-UT", 52.0907, 5.1214),
        ("NL-ZH", 51.8133, 4.6900),
        ("NL-ZE", 51.4988, 3.6110),
        ("NL-NB", 51.4416, 5.4697),
        ("NL-LI", 50.8514, 5.6910),
    ],
    ids=[
        "Groningen",
        "Leeuwarden",
        "Assen",
        "Zwolle",
        "Arnhem",
        "Lelystad",
        "Haarlem",
        "Utrecht",
        "Dordrecht",
        "Middelburg",
        "Eindhoven",
        "Maastricht",
    ],
)
def test_map_puts_towns_in_their_own_province_and_in_no_other(iso, lat, lon):
    point = charts.project(lat, lon)

    assert [outline.iso for outline in outlines().values() if inside(point, outline.path)] == [iso]


@pytest.mark.parametrize(
    ("iso", "lat", "lon"), [("NL-NH", 52.9563, 4.7600), ("NL-ZE", 51.4425, 3.5736)], ids=["Den Helder", "Vlissingen"]
)
def test_map_puts_ports_within_two_kilometres_of_their_own_coast(iso, lat, lon):
    """One unit of the map is about 0.43 km."""
    x, y = charts.project(lat, lon)
    around = [(x + across, y + down) for across in (-4, 0, 4) for down in (-4, 0, 4)]

    found = {outline.iso for outline in outlines().values() for point in around if inside(point, outline.path)}
    assert found == {iso}


@given(st.floats(50.75, 53.55), st.floats(3.37, 7.21))
def test_map_projects_the_country_into_the_view_box(lat, lon):
    x, y = charts.project(lat, lon)

    assert -2 <= x <= WIDTH + 2
    assert -2 <= y <= HEIGHT + 2


def test_map_has_twelve_provinces_and_marks_unknown_ones():
    chart = charts.province_map(
        "Title",
        [
            charts.ProvinceValue("NL-ZH", "Zuid-Holland", 9),
            charts.ProvinceValue("NL-FL", "Flevoland", 0),
            charts.ProvinceValue("NL-ZE", "Zeeland"),
        ],
    )

    shades = {area.iso: area.shade for area in chart.areas}
    assert len(shades) == 12
    assert (shades["NL-ZH"], shades["NL-FL"], shades["NL-ZE"], shades["NL-GR"]) == (4, 0, None, None)
    assert chart.table.rows == (("Zuid-Holland", "9"), ("Flevoland", "0"), ("Zeeland", "unknown"))
    assert chart.shades == ((0, "0"), (4, "7–9"), (None, "unknown"))


def test_map_by_group_numbers_its_groups():
    chart = charts.province_map(
        "Title",
        [
            charts.ProvinceValue("NL-GR", "Groningen", group="Noord"),
            charts.ProvinceValue("NL-OV", "Overijssel", group="Oost"),
        ],
    )

    assert [legend.text for legend in chart.legend] == ["1. Noord", "2. Oost"]
    assert {area.mark for area in chart.areas if area.name} == {"1", "2"}
    assert chart.table.rows == (("Groningen", "Noord"), ("Overijssel", "Oost"))


def test_map_refuses_a_province_that_does_not_exist():
    with pytest.raises(ValueError, match="NL-XX"):
        charts.province_map("Title", [charts.ProvinceValue("NL-XX", "Nowhere", 1)])


@given(labels, st.integers(1, 40))
def test_wrapped_lines_are_never_too_long(text, width):
    assert all(len(line) <= width for line in wrap(text, width))
