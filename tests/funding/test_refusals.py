"""Each rule of the books, broken once, with the sentence that people read in Dutch and in English.

The rules of one row are broken in plain SQL in test_books_sql.py.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from funding import actions
from funding.ledger import COMMITTED
from funding.rules import SENTENCES, RuleBroken
from tests.funding import world as worlds
from tests.funding.attempts import budget, journal, match, once, people
from tests.funding.world import basis, euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


BROKEN = {
    "funding_planversion_submitted_is_frozen": (budget.submitted_plan_changes, ""),
    "funding_line_available_covers": (budget.commitment_beyond_available, "€ 50"),
    "funding_award_commitment_is_within_the_decision": (budget.commitment_beyond_the_decision, "€ 25"),
    "funding_award_commitment_covers": (budget.payment_beyond_the_commitment, "€ 30"),
    "funding_line_cash_covers": (budget.payment_beyond_the_cash_year, "€ 35"),
    "funding_award_paid_covers": (budget.refund_beyond_what_was_paid, "€ 10"),
    "funding_settlement_is_within_the_award": (budget.settlement_beyond_the_award, "€ 1"),
    "funding_line_freed_covers": (budget.budget_that_came_free_runs_out, "€ 1"),
    "funding_line_earlier_year_is_not_available": (budget.earlier_year_becomes_available_by_itself, ""),
    "funding_entry_is_valid_in_its_budget_year": (budget.commitment_in_another_year, ""),
    "funding_transfer_stays_in_its_year": (budget.budget_moves_between_years, ""),
    "funding_line_gets_its_money_from_above": (budget.budget_skips_the_line_above, ""),
    "funding_award_beyond_the_ceiling_is_ordered": (budget.order_without_an_order, ""),
    "funding_line_states_what_stays": (budget.commitment_beside_an_unknown_reservation, ""),
    "funding_line_keeps_what_stays": (budget.commitment_out_of_what_must_stay, "€ 10"),
    "funding_line_cash_ceiling_is_known": (budget.commitment_without_a_cash_ceiling, ""),
    "funding_award_is_under_known_rules": (budget.decision_without_known_rules, ""),
    "funding_pool_committed_match_covers": (match.commitment_beyond_committed_match, "€ 50"),
    "funding_pool_realised_match_covers_payment": (match.payment_beyond_realised_match, "€ 5"),
    "funding_pool_realised_match_covers_settlement": (match.settlement_beyond_realised_match, "€ 20"),
    "funding_award_condition_is_allowed": (match.condition_that_the_law_forbids, ""),
    "funding_award_is_under_rules_in_force": (match.decision_before_the_rules, ""),
    "funding_matchpool_has_the_shape_of_its_level": (match.pool_of_another_level, ""),
    "funding_pledge_origin_counts": (match.origin_outside_the_list, ""),
    "funding_pledge_in_kind_is_valued": (match.in_kind_without_valuation, ""),
    "funding_pledge_is_without_vat": (match.amounts_with_vat, ""),
    "funding_pledge_is_declared_here_alone": (match.declared_elsewhere, ""),
    "funding_pledge_is_confirmed_after_it_is_made": (match.confirmed_before_it_was_promised, "1 juni 2018"),
    "funding_pledge_counts_once": (match.same_evidence_twice, ""),
    "funding_pledge_is_confirmed_by_its_funder": (match.confirmed_by_who_claims, ""),
    "funding_pledge_covers": (match.pledge_runs_out, "€ 30"),
    "funding_award_is_decided_by_another": (people.decided_by_who_prepared, ""),
    "funding_settlement_is_decided_by_another": (people.settled_by_who_prepared, ""),
    "funding_payment_is_approved_by_another": (people.approved_by_who_prepared, ""),
    "funding_payment_is_released_by_another": (people.released_by_who_approved, ""),
    "funding_mandate_covers_the_act": (people.decided_without_mandate, ""),
    "funding_act_is_on_anothers_organisation": (people.settled_for_ones_own_organisation, "Hub"),
    "funding_waiver_is_of_this_kind_and_by_another": (people.waiver_of_another_kind, ""),
    "funding_waiver_is_used_once": (people.waiver_used_twice, ""),
    "funding_reservation_resolves_once": (once.reservation_resolved_twice, ""),
    "funding_reservation_resolves_whole": (once.reservation_resolved_in_part, ""),
    "funding_reservation_is_set_apart": (once.reservation_without_its_money, ""),
    "funding_entry_reservation_is_set_apart_once": (once.reservation_set_apart_twice, ""),
    "funding_mandateend_is_given_by_another": (once.mandate_withdrawn_by_its_holder, ""),
    "funding_mandateend_lies_ahead": (once.mandate_withdrawn_in_the_past, ""),
    "funding_mandateend_is_given_once": (once.mandate_withdrawn_twice, ""),
    "funding_line_is_within_its_amount": (once.line_above_its_amount, "€ 1"),
    "funding_reservation_is_set_apart_once": (once.reservation_filled_again, ""),
    "funding_reservation_covers": (once.reservation_overdrawn, "€ 30"),
    "funding_settlement_replaces_its_own": (once.settlement_replaces_anothers, ""),
    "funding_award_is_not_settled": (once.commitment_on_a_settled_award, ""),
    "funding_award_paid_is_within_the_settlement": (once.payment_beyond_the_settlement, "€ 10"),
    "funding_payment_goes_to_a_confirmed_account": (once.payment_to_a_number_that_nobody_confirmed, ""),
    "funding_bankaccount_is_confirmed_by_another": (once.number_confirmed_by_who_entered_it, ""),
    "funding_payment_goes_to_the_recipient": (once.payment_to_a_strangers_number, ""),
    "funding_payment_is_approved_first": (once.payment_that_nobody_approved, ""),
    "funding_entry_moves_the_same_on_both_ledgers": (once.payment_of_another_amount, ""),
    "funding_entry_payment_is_paid_once": (once.payment_paid_twice, ""),
    "funding_paymentapproval_is_given_once": (once.payment_approved_twice, ""),
    "funding_payment_withdrawn_stays_so": (once.withdrawn_payment_is_approved, ""),
    "funding_payment_paid_is_not_withdrawn": (once.paid_payment_is_withdrawn, ""),
    "funding_bankaccount_check_digits_are_right": (once.number_with_a_typing_error, ""),
    "funding_bankaccountconfirmation_is_given_once": (once.number_confirmed_twice, ""),
    "funding_award_number_is_unique": (once.two_awards_with_one_number, ""),
    "funding_settlement_is_replaced_once": (once.settlement_replaced_twice, ""),
    "funding_entry_is_corrected_once": (once.entry_corrected_twice, ""),
    "funding_closing_lies_behind": (journal.period_closed_before_it_is_over, ""),
    "funding_closing_is_made_once": (journal.period_closed_twice, ""),
    "funding_entry_key_is_used_once": (once.same_key_with_other_content, ""),
    "funding_entry_is_valid_in_an_open_period": (journal.entry_in_a_closed_period, "31 december 2018"),
    "funding_entry_is_marked_like_its_scheme": (journal.demonstration_under_a_real_scheme, ""),
    "funding_entry_is_marked_like_what_it_undoes": (journal.demonstration_takes_back_what_is_real, ""),
    "funding_entry_can_be_corrected": (journal.correction_of_a_correction, ""),
    "funding_entry_correction_mirrors": (journal.correction_of_another_amount, ""),
    "funding_transfer_comes_with_its_whole_entry": (journal.transfer_added_later, ""),
    "funding_entry_is_whole": (journal.transfer_missing, ""),
    "funding_transfer_accounts_exist": (journal.transfer_to_an_account_that_comes_later, ""),
    "funding_transfer_stays_in_its_ledger": (journal.transfer_into_another_ledger, ""),
    "funding_transfer_fits_the_kind_of_entry": (journal.transfer_that_the_kind_does_not_make, ""),
    "funding_transfer_stays_with_its_owner": (journal.money_of_one_award_to_another, ""),
    "funding_account_lies_where_its_owner_is": (journal.account_of_another_pool, ""),
    "funding_account_opens_empty": (journal.account_with_money, ""),
    "funding_account_belongs_to_its_owner": (journal.account_of_an_unknown_kind, ""),
    "funding_entry_refers_to_what_exists": (journal.refers_to_what_comes_later, ""),
    "funding_award_is_on_a_submitted_plan": (journal.award_on_a_draft, ""),
}
# Broken where a connection of its own is needed (test_books_sql.py), or with a plan's papers and evidence.
WITH_PAPERS = (
    "test_plan_rules.py",
    "test_plan_rows.py",
    "test_evidence_actions.py",
    "test_objections.py",
    "test_rulings.py",
)
ELSEWHERE = {
    *(
        rule
        for name in WITH_PAPERS
        for rule in re.findall("funding_[a-z_]+", Path(__file__).with_name(name).read_text())
    ),
    "funding_books_are_only_added_to",
    "funding_books_are_written_read_committed",
    "funding_account_stays",
    # Broken in test_schemes.py.
    "funding_schemeversion_number_follows",
    "funding_schemeversion_begins_after_the_last",
    "funding_schemeversion_changes_no_decision",
    "funding_schemeversion_evidence_is_a_ladder",
    "funding_matchpool_lies_where_its_plan_does",
}


@pytest.mark.parametrize("rule", BROKEN)
def test_rule_is_refused_with_a_sentence_in_both_languages(world, rule):
    attempt, amount = BROKEN[rule]
    with pytest.raises(RuleBroken) as caught:
        attempt(world)
    assert caught.value.code == rule
    assert amount in caught.value.message
    assert "%(" not in caught.value.message
    assert caught.value.message.endswith(".")
    if rule in SENTENCES:
        with translation.override("en"):
            english = str(SENTENCES[rule])
        assert english != str(SENTENCES[rule])


def test_every_rule_of_the_books_is_broken_somewhere():
    assert (set(BROKEN) | ELSEWHERE) >= set(SENTENCES)


def test_every_rule_in_the_sql_files_has_a_sentence():
    files = (Path(settings.BASE_DIR) / "funding" / "sql").glob("*.sql")
    names = set(re.findall(r"'(funding_[a-z_]+)'", "".join(file.read_text() for file in files)))
    assert {name for name in names if not name.startswith("funding_budgetline")} == set(SENTENCES)


@pytest.mark.parametrize(
    "attempt",
    [
        budget.line_beyond_the_line_above,
        budget.payment_without_a_cash_ceiling,
        once.line_below_what_was_allotted,
        match.withdrawal_taken_back_while_its_evidence_counts_elsewhere,
    ],
)
def test_same_rules_refuse_this_too(world, attempt):
    with pytest.raises(RuleBroken) as caught:
        attempt(world)
    expected = {
        "line_beyond_the_line_above": "funding_line_available_covers",
        "line_below_what_was_allotted": "funding_line_is_within_its_amount",
        "withdrawal_taken_back_while_its_evidence_counts_elsewhere": "funding_pledge_counts_once",
    }
    assert caught.value.code == expected.get(attempt.__name__, "funding_line_cash_ceiling_is_known")


def test_withdrawal_is_taken_back_while_its_evidence_counts_nowhere_else(world):
    pledge = world.match(100, evidence="besluit 7")
    gone = actions.withdraw(by=world.giver, basis=basis(), pledge=pledge, kind=COMMITTED, amount=euros(40))

    actions.correct(by=world.controller, basis=basis(), entry=gone)

    assert worlds.balances(pledge=pledge) == {("cofunding", "committed"): 100}
