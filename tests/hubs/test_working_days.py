"""The clock of the desks: working days and hours in the Netherlands."""

from datetime import date, datetime

import pytest

from hubs import working_days
from hubs.working_days import ZONE


def at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (("2018-03-02", "12:00"), ("2018-03-06", "12:00")),  # Friday: the weekend does not count.
        (("2018-03-05", "08:10"), ("2018-03-07", "09:00")),  # Before opening.
        (("2018-03-05", "16:59"), ("2018-03-07", "16:59")),
        (("2018-03-05", "17:00"), ("2018-03-08", "09:00")),  # After closing: as if it came on Tuesday at 9.
        (("2018-03-03", "12:00"), ("2018-03-07", "09:00")),  # Saturday: as if it came on Monday.
        (("2018-03-30", "10:00"), ("2018-04-05", "09:00")),  # Good Friday, then Easter Monday.
        (("2018-03-29", "10:00"), ("2018-04-04", "10:00")),
        (("2018-04-26", "17:30"), ("2018-05-02", "09:00")),  # King's Day lies between.
        (("2025-05-02", "10:00"), ("2025-05-07", "10:00")),  # Liberation Day is free every five years…
        (("2024-05-03", "10:00"), ("2024-05-07", "10:00")),  # …and not in the others.
        (("2018-12-31", "17:01"), ("2019-01-04", "09:00")),
        (("2018-03-23", "12:00"), ("2018-03-27", "12:00")),  # The clock goes forward on Sunday: still 12:00.
    ],
)
def test_first_answer_is_due_two_working_days_later(received, due):
    assert working_days.answer_due(at(*received)) == at(*due)


def test_another_desk_accepts_within_one_working_day():
    assert working_days.accept_due(at("2018-03-02", "12:00")) == at("2018-03-05", "12:00")


def test_dutch_time_counts_whatever_the_zone_of_the_moment():
    # 16:30 in London is 17:30 in the Netherlands: after closing.
    moment = datetime.fromisoformat("2018-03-05T16:30:00+00:00")
    assert working_days.answer_due(moment) == at("2018-03-08", "09:00")


def test_king_s_day_moves_when_it_would_be_a_sunday():
    assert [working_days.is_working_day(date(2025, 4, day)) for day in (25, 28)] == [True, True]
    assert working_days.is_working_day(date(2026, 4, 27)) is False
