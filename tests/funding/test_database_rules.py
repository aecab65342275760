"""Plain SQL, as the application, tries to break every rule about the envelope."""

import threading

import psycopg2
import pytest
from django.db import IntegrityError, connection, transaction

from accounts.rules import RuleBroken, held_by_database
from funding.models import BudgetLine, StatedContribution

FIGURE = "(SELECT id FROM programme_figure LIMIT 1)"


def line(key):
    return f"(SELECT id FROM funding_budgetline WHERE key = '{key}')"


def insert(key, parent, amount, status="fixed", ratio="NULL"):
    return (
        "INSERT INTO funding_budgetline (key, position, parent_id, name_nl, name_en, amount, amount_status,"
        f" match_ratio, figure_id, note_nl, note_en) VALUES"
        f" ('{key}', 99, {parent}, 'x', 'x', {amount}, '{status}', {ratio},"
        f" {FIGURE}, '', '')"
    )


def update(key, assignment):
    return f"UPDATE funding_budgetline SET {assignment} WHERE key = '{key}'"


BROKEN = {
    "funding_budgetline_fixed_has_amount": update("regional", "amount = NULL"),
    "funding_budgetline_open_reservation_has_no_amount": update("data_value_center", "amount = 5"),
    "funding_budgetline_amount_is_not_negative": update("smitzh", "amount = -1"),
    "funding_budgetline_match_ratio_is_positive": update("smitzh", "match_ratio = 0"),
    "funding_budgetline_whole_is_stated": update("si_2018", "amount_status = 'remainder'"),
    "funding_budgetline_one_whole": insert("second", "NULL", 1),
    "funding_budgetline_parts_fit": insert("extra", line("si_2018"), "0.01"),
    "funding_budgetline_tree_has_no_loop": update("regional", f"parent_id = {line('other_hubs')}"),
    "funding_statedcontribution_unknown_has_no_amount": "UPDATE funding_statedcontribution SET amount = 1"
    " WHERE key = 'province_zh_smitzh'",
    "funding_statedcontribution_stated_has_amount": "UPDATE funding_statedcontribution SET amount = NULL"
    " WHERE key = 'mrdh_smitzh'",
    "funding_statedcontribution_amount_is_positive": "UPDATE funding_statedcontribution SET amount = 0"
    " WHERE key = 'mrdh_smitzh'",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "sql"), BROKEN.items(), ids=list(BROKEN))
def test_database_refuses(name, sql):
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert caught.value.__cause__.diag.constraint_name == name


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "sql"), BROKEN.items(), ids=list(BROKEN))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_refusal_has_a_sentence(name, sql, language):
    from django.utils import translation

    with pytest.raises(RuleBroken) as caught, translation.override(language), held_by_database():  # noqa: SIM117
        with connection.cursor() as cursor:
            cursor.execute(sql)
    assert caught.value.code == name
    assert caught.value.message.endswith(".")


@pytest.mark.django_db
def test_every_named_rule_is_provoked_here():
    models = (BudgetLine, StatedContribution)
    named = {constraint.name for model in models for constraint in model._meta.constraints}
    assert set(BROKEN) == named | set(BudgetLine.trigger_sentences)


@pytest.mark.django_db
def test_refusal_says_by_how_much():
    sentence = '"si_2018" is 3500000.00 and the amounts below it are 3500001.00: 1.00 too much'
    with pytest.raises(IntegrityError, match=sentence), connection.cursor() as cursor:
        cursor.execute(insert("extra", line("si_2018"), 1))


@pytest.mark.django_db
def test_line_below_its_parts_is_refused():
    with pytest.raises(IntegrityError, match="700000.00 too much"), connection.cursor() as cursor:
        cursor.execute(update("regional", "amount = 2100000"))


@pytest.mark.django_db
def test_moving_a_line_where_it_does_not_fit_is_refused():
    with pytest.raises(IntegrityError, match='"regional" is 2800000.00'), connection.cursor() as cursor:
        cursor.execute(update("sme_support", f"parent_id = {line('regional')}"))


@pytest.mark.django_db
def test_amounts_below_a_line_of_unknown_size_count_towards_the_line_above():
    with connection.cursor() as cursor:
        cursor.execute(insert("north", line("other_hubs"), 2_100_000))
        with pytest.raises(IntegrityError, match='"regional_rest" is 2100000.00'):
            cursor.execute(insert("east", line("other_hubs"), 1))


@pytest.mark.django_db
def test_application_cannot_switch_the_rule_off():
    with pytest.raises(Exception, match="must be owner"), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE funding_budgetline DISABLE TRIGGER funding_budget_line_fits")


@pytest.mark.django_db
def test_installed_function_is_the_file():
    from django.conf import settings

    file = (settings.BASE_DIR / "funding" / "sql" / "budget_line_fits.sql").read_text()
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc, prosecdef, proconfig FROM pg_proc WHERE proname = 'funding_budget_line_fits'")
        source, definer, configuration = cursor.fetchone()
    assert source == file.split("$function$")[1]
    assert definer
    assert configuration == ["search_path=public, pg_temp"]


@pytest.mark.django_db
def test_change_is_in_the_history():
    with connection.cursor() as cursor:
        cursor.execute(update("smitzh", "note_en = 'changed'"))
    smitzh = BudgetLine.objects.get(key="smitzh")
    assert [event.note_en for event in smitzh.events.order_by("pgh_id")][-1] == "changed"


def test_two_writers_cannot_together_exceed_a_line(fresh_database):
    """Each of the two fits alone; together they do not. One of them must be refused, never both admitted."""
    settings = connection.get_connection_params()
    settings = {name: settings[name] for name in ("dbname", "user", "password", "host", "port") if name in settings}
    barrier, results = threading.Barrier(2), []

    def write(key):
        own = psycopg2.connect(**settings)
        try:
            with own, own.cursor() as cursor:
                barrier.wait()
                cursor.execute(insert(key, line("other_hubs"), 1_500_000))
            results.append("admitted")
        except psycopg2.errors.CheckViolation as refusal:
            results.append(refusal.diag.constraint_name)
        finally:
            own.close()

    for attempt in range(5):
        writers = [threading.Thread(target=write, args=(f"{name}{attempt}",)) for name in ("north", "east")]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert sorted(results) == ["admitted", "funding_budgetline_parts_fit"]
        BudgetLine.objects.filter(position=99).delete()
        results.clear()
