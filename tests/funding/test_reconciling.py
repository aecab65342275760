"""The file of the financial administration as people send it, and what differs from the books. Pure."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding import bookings, reconciling
from funding.reconciling import Unequal, compare, read
from tests.funding.world import euros

MONTH = date(2018, 2, 1)
GOOD = "reference,date,amount\nFA-1,2018-02-05,1250.50\n"


def found(text, encoding="utf-8"):
    contents = read(text.encode(encoding), MONTH)
    return contents.faults or [(line.reference, line.day.day, line.amount) for line in contents.lines]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD,
        "Kenmerk;Datum;Bedrag\r\nFA-1;05-02-2018;1.250,50\r\n",
        "Kenmerk;Datum;Bedrag\nFA-1;5-2-2018;€ 1250,50\n",
        "Kenmerk\tBoekdatum\tBedrag (EUR)\nFA-1\t5/2/2018\t1250,5\n",
        'date,amount,number\n2018-02-05,"1,250.50",FA-1\n',
        "\n\nkenmerk;omschrijving;datum;bedrag\n;;;\nFA-1;x;2018-02-05 00:00:00;1.250,50\n\n;;;\n",
        '"Kenmerk";"Datum";"Bedrag"\n"FA-1";"05.02.2018";"EUR 1.250,50"\n',
        "reference;date;amount\n FA-1 ;2018-02-05;\u00a01250,50\u00a0\n",
    ],
)
def test_messy_files_say_the_same(text):
    assert found(text) == [("FA-1", 5, euros("1250.50"))]


def test_latin_1_is_read():
    assert found("kenmerk;datum;bedrag\nCafé;05-02-2018;1\n", "latin-1") == [("Café", 5, euros(1))]


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1.250", ",", "1250"),
        ("1,250", ".", "1250"),
        ("1.250.000,00", ".", "1250000"),
        ("1,250,000.00", ",", "1250000"),
        ("-12,5", ",", "-12.5"),
        ("12,50-", ",", "-12.5"),
        ("(12.50)", ".", "-12.5"),
        ("\N{MINUS SIGN}3", ",", "-3"),
        ("1'250.00", ".", "1250"),
        ("0", ",", "0"),
    ],
)
def test_amounts_of_both_languages(text, mark, amount):
    assert reconciling.amount_of(text, mark) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1,250", ","), ("1.250", "."), ("", ","), ("abc", ","), ("1.2.3", ","), ("1,234,5", "."), ("9" * 13, ",")],
)
def test_doubtful_amounts_are_no_amounts(text, mark):
    with pytest.raises(reconciling.Fault):
        reconciling.amount_of(text, mark)


def test_faults_are_named_by_row():
    text = "reference;date;amount\n;2018-02-05;1\nFA-2;2018-03-01;1\n\nFA-3;31-02-2018;1\nFA-4;2018-02-01;één\nFA-5\n"
    assert [fault.split(":")[0] for fault in read(text.encode(), MONTH).faults] == [
        "Rij 2", "Rij 3", "Rij 5", "Rij 6", "Rij 7",
    ]  # fmt: skip
    assert found(text)[:2] == ("Rij 2: het kenmerk ontbreekt.", "Rij 3: 1 maart 2018 valt niet in deze maand.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "leeg"),
        ("\n\n;;\n", "leeg"),
        ("FA-1,2018-02-05,1\n", "geen kolom “kenmerk”, “datum”, “bedrag”"),
        ("reference,date\nFA-1,2018-02-05\n", "geen kolom “bedrag”"),
        (GOOD + f"{'x' * 41},2018-02-05,1\n", "langer dan 40 tekens"),
        (GOOD + f'"{"x" * 200_000}",2018-02-05,1\n', "Rij"),
        (GOOD + "FA,2018-02-05,1\n" * 5_000, "5.000 rijen"),
        (GOOD + " " * 1_000_001, "1 MB"),
    ],
)
def test_file_as_a_whole_is_refused_with_a_sentence(text, said):
    faults = read(text.encode(), MONTH).faults
    assert said in faults[0]


def test_many_faults_are_counted():
    faults = read(("reference,date,amount\n" + "x,y,z\n" * 30).encode(), MONTH).faults
    assert len(faults) == 21
    assert faults[-1] == "En nog 10 rijen."


def test_month_without_bookings_is_the_head_alone():
    contents = read(b"reference,date,amount\n", MONTH)
    assert (contents.lines, contents.faults, contents.total) == ((), (), 0)


def test_doubles_are_added_up_and_named():
    contents = read((GOOD + "FA-1,2018-02-05,1250.50\nFA-1,2018-02-06,1250.50\n").encode(), MONTH)
    assert (contents.doubles, contents.total) == ((3,), euros("3751.50"))


@given(st.binary(max_size=300))
def test_nothing_breaks_it(content):
    contents = read(content, MONTH)
    assert contents.faults or contents.lines == () or contents.total is not None


@given(st.text(max_size=40), st.sampled_from(",."))
def test_no_amount_is_read_out_of_anything(text, mark):
    try:
        amount = reconciling.amount_of(text, mark)
    except reconciling.Fault:
        return
    assert amount == amount.quantize(Decimal("0.01"))


def test_compare_lists_what_differs_by_number():
    ours = [("FA-1", euros(10)), ("FA-2", euros(5)), ("fa-3", euros(1)), ("FA-4", euros(3)), ("FA-4", euros(-3))]
    theirs = [("FA-1", euros(10)), ("FA-2", euros(6)), ("FA-3", euros(1)), ("FA-9", euros(7))]
    assert compare(ours, theirs) == [
        Unequal("FA-2", euros(5), euros(6)), Unequal("FA-4", euros(0), None), Unequal("FA-9", None, euros(7)),
    ]  # fmt: skip


AMOUNTS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(-5, 5).map(Decimal)), max_size=8)


@given(AMOUNTS, AMOUNTS)
def test_both_sides_add_up_apart_from_the_differences(ours, theirs):
    gap = sum((one.ours or 0) - (one.theirs or 0) for one in compare(ours, theirs))
    assert gap == sum(amount for _ref, amount in ours) - sum(amount for _ref, amount in theirs)
    assert compare(ours, ours) == []


@pytest.mark.parametrize(("month", "after", "before"), [(1, (2018, 2), (2017, 12)), (12, (2019, 1), (2018, 11))])
def test_months_follow_one_another(month, after, before):
    first = date(2018, month, 1)
    assert bookings.following(first) == date(*after, 1)
    assert bookings.previous(first) == date(*before, 1)
