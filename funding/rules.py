"""The sentence for people behind each refusal of the database, with the amount that is short."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import rules
from ui import formats

MONEY = ("short", "there", "state", "match", "kept")
DAYS = ("until", "begins", "decided")

SENTENCES = {
    "funding_books_are_only_added_to": _("What is recorded does not change. Record a correction."),
    "funding_books_are_written_read_committed": _("The books can only be written at isolation level READ COMMITTED."),
    "funding_account_stays": _("A ledger account is never removed."),
    "funding_account_opens_empty": _("A ledger account opens empty."),
    "funding_account_belongs_to_its_owner": _("This kind of account does not exist there."),
    "funding_account_lies_where_its_owner_is": _("This account belongs to another line, pool or year than its owner."),
    "funding_mandate_covers_the_act": _("You have no mandate for this today."),
    "funding_waiver_is_of_this_kind_and_by_another": _("This waiver is for something else, or you gave it yourself."),
    "funding_waiver_is_used_once": _("This waiver has already been used for another decision."),
    "funding_act_is_on_anothers_organisation": _(
        "Whoever works for %(organisation)s does not review, prepare, decide, approve, pay, book, confirm or judge for "
        "it. Somebody else must do it."
    ),
    "funding_pool_committed_match_covers": _(
        "The co-funding is short: %(short)s more must be committed by co-funders. "
        "State money: %(state)s; committed match: %(match)s."
    ),
    "funding_pool_realised_match_covers_settlement": _(
        "The co-funding is short: %(short)s more must be realised before this settlement. "
        "Settled in all: %(state)s; realised match: %(match)s."
    ),
    "funding_pool_realised_match_covers_payment": _(
        "The co-funding is short: %(short)s more must be realised before this can be paid. "
        "With this payment %(state)s is paid beyond the advance; realised match not used yet: %(match)s."
    ),
    "funding_entry_can_be_corrected": _(
        "A correction or a reservation cannot be corrected. Record it anew, or release the reservation."
    ),
    "funding_entry_is_valid_in_an_open_period": _(
        "The period until and including %(until)s is closed. Only a correction may be valid there."
    ),
    "funding_entry_is_marked_like_its_scheme": _(
        "What is recorded under the scheme of a demonstration is marked as a demonstration, "
        "and under any other scheme not."
    ),
    "funding_entry_is_marked_like_what_it_undoes": _(
        "What a demonstration recorded is taken back or ended by a demonstration, and nothing else is."
    ),
    "funding_entry_refers_to_what_exists": _("This refers to something that does not exist yet."),
    "funding_reservation_resolves_once": _("This reservation has already been resolved."),
    "funding_reservation_resolves_whole": _("A reservation ends as a whole: all of its money is granted or released."),
    "funding_reservation_is_set_apart": _("The lower bound of a reservation is set apart at once."),
    "funding_reservation_is_set_apart_once": _("A reservation is set apart once, at its lower bound."),
    "funding_entry_is_whole": _("An entry has exactly the transfers that it announces."),
    "funding_transfer_comes_with_its_whole_entry": _("All transfers of an entry are recorded at once."),
    "funding_transfer_accounts_exist": _("A transfer names a ledger account that does not exist."),
    "funding_transfer_stays_in_its_ledger": _("A transfer stays in its ledger."),
    "funding_transfer_fits_the_kind_of_entry": _("This kind of entry does not move money in this way."),
    "funding_transfer_stays_with_its_owner": _("Money of one line, award or pledge does not go to another."),
    "funding_transfer_stays_in_its_year": _("Only a shift between years moves money to another budget year."),
    "funding_line_gets_its_money_from_above": _("A budget line gets its money from the line above it."),
    "funding_line_earlier_year_is_not_available": _(
        "What comes free from an earlier year needs a budget decision before it is available."
    ),
    "funding_entry_is_valid_in_its_budget_year": _("A commitment or payment is valid in its own budget year."),
    "funding_entry_moves_the_same_on_both_ledgers": _(
        "A payment or refund moves the same amount of one award in commitments and in cash."
    ),
    "funding_entry_correction_mirrors": _("A correction takes back exactly what the corrected entry moved."),
    "funding_line_is_within_its_amount": _(
        "The line is %(there)s: %(short)s more than that is allotted only by a supplementary budget."
    ),
    "funding_closing_lies_behind": _("A period is closed after its last day."),
    "funding_mandateend_is_given_by_another": _("Nobody withdraws their own mandate."),
    "funding_mandateend_lies_ahead": _(
        "A mandate is withdrawn from today at the earliest, and before the day on which it ends by itself."
    ),
    "funding_line_cash_ceiling_is_known": _("The cash ceiling of this budget line and year is unknown."),
    "funding_line_available_covers": _(
        "The budget line is short: %(short)s more than the %(there)s that is available."
    ),
    "funding_line_cash_covers": _(
        "The cash of this year is short: %(short)s more than the %(there)s that is available."
    ),
    "funding_line_freed_covers": _("Only %(there)s has come free: %(short)s is short."),
    "funding_reservation_covers": _("The reservation is short: %(short)s more than the %(there)s that is set apart."),
    "funding_award_commitment_covers": _(
        "The award is short: %(short)s more than the %(there)s that is still committed."
    ),
    "funding_award_paid_covers": _("Only %(there)s has been paid: %(short)s is too much."),
    "funding_pledge_covers": _("The pledge is short: %(short)s more than the %(there)s that it holds there."),
    "funding_line_states_what_stays": _(
        "This budget line holds a reservation of unknown size. State how much stays for it."
    ),
    "funding_line_keeps_what_stays": _("%(kept)s must stay for a reservation of unknown size: %(short)s is short."),
    "funding_award_commitment_is_within_the_decision": _(
        "The decision grants %(there)s: %(short)s more than that cannot be committed."
    ),
    "funding_award_beyond_the_ceiling_is_ordered": _(
        "Only an award that an objection or a court ordered goes beyond the ceiling."
    ),
    "funding_award_is_not_settled": _("This award is settled. Nothing more can be committed on it."),
    "funding_award_paid_is_within_the_settlement": _(
        "The award is settled at %(there)s: %(short)s more than that cannot be paid."
    ),
    "funding_award_is_under_known_rules": _(
        "The rules of this scheme are not all known (instrument, ratio, level, advance share, origins, match in kind, "
        "evidence). Without them there is no decision."
    ),
    "funding_award_is_under_rules_in_force": _("These rules are not in force on the day of the decision."),
    "funding_award_condition_is_allowed": _("The law allows no condition with this legal instrument."),
    "funding_award_is_on_a_submitted_plan": _("An award rests on a submitted version of its own plan."),
    "funding_award_is_decided_by_another": _("Somebody else must decide: you prepared or submitted this."),
    "funding_settlement_is_decided_by_another": _("Somebody else must decide: you prepared this settlement."),
    "funding_settlement_is_within_the_award": _("The award is %(there)s: %(short)s more than that cannot be settled."),
    "funding_settlement_replaces_its_own": _("A settlement replaces an earlier one of the same award."),
    "funding_schemeversion_number_follows": _("Somebody published a version just now. Look again."),
    "funding_schemeversion_begins_after_the_last": _(
        "The last version begins on %(begins)s. Let the next one begin after that."
    ),
    "funding_schemeversion_changes_no_decision": _(
        "A decision of %(decided)s was taken under the rules before. Let the new version begin after that."
    ),
    "funding_schemeversion_evidence_is_a_ladder": _(
        "Give the evidence by amount from € 0 upwards, each step with a higher amount."
    ),
    "funding_matchpool_lies_where_its_plan_does": _("This pool is on another budget line or region than its plan."),
    "funding_matchpool_has_the_shape_of_its_level": _("This pool does not fit the level at which the ratio is held."),
    "funding_planversion_submitted_is_frozen": _("A submitted plan does not change. Make a new version."),
    "funding_planversion_stays_with_its_plan": _("A version does not move to another plan."),
    "funding_planversion_instalments_add_up": _(
        "The schedule adds up to %(there)s: that is %(short)s beside the amount that you ask."
    ),
    "funding_remark_is_on_a_submitted_version": _("This version is not submitted yet."),
    "funding_planstep_follows_the_last": _("This cannot be done now: somebody may have acted before you. Look again."),
    "funding_planstep_is_about_its_own_version": _("This step needs a submitted version of this plan."),
    "funding_planstep_rests_on_its_letter": _("The letter is about another plan, or decides something else."),
    "funding_proposal_stays_with_its_plan": _("The proposal names something of another plan."),
    "funding_proposal_is_live": _("This proposal was already decided, sent back or replaced."),
    "funding_letter_decides_what_was_proposed": _("The letter decides something else than was prepared."),
    "funding_letter_is_decided_by_another": _("Somebody else must decide: you prepared or submitted this."),
    "funding_letter_advance_is_approved": _("Who approves an advance signs its letter."),
    "funding_judgement_is_by_another": _("Somebody else must judge: you handed this in."),
    "funding_acceptedcost_is_of_this_delivery": _("This cost is in another report."),
    "funding_acceptedcost_is_within_the_report": _(
        "%(there)s was reported: %(short)s more than that cannot be accepted."
    ),
    "funding_delivery_waits_for_its_judgement": _(
        "This was handed in, and waits for the ministry. Wait for its answer."
    ),
    "funding_delivery_is_still_asked": _("This was accepted. You need not hand in anything more."),
    "funding_delivery_is_for_the_newest_date": _("This obligation got a later date. Open it again."),
    "funding_costline_is_in_a_report": _("Costs belong in a report that is not judged yet."),
    "funding_duty_is_open_when_extended": _("This was handed in. Judge it first."),
    "funding_duty_is_extended_to_later": _("Choose a date after the one that holds now."),
    "funding_objection_is_decided_by_another": _(
        "Somebody else must decide: you took the decision that the objection is about."
    ),
    "funding_objection_is_the_proposed_one": _("The prepared decision is about another objection."),
    "funding_proposal_carries_out_an_upheld_appeal": _("The court let this decision stand: nothing is carried out."),
    "funding_award_order_is_as_prepared": _("Beyond the ceiling goes what was prepared as such, and not more."),
    "funding_ruling_goes_back_to_the_first_letter": _("The ruling is about another first letter."),
    "funding_ruling_comes_after_the_letter": _(
        "The letter is of %(decided)s. The ruling is of that day or later, and not of a day to come."
    ),
    "funding_ruling_is_the_proposed_one": _("The prepared decision is about another ruling."),
    "funding_ruling_is_carried_out_by_another": _(
        "Somebody else must decide: you recorded this ruling, or took the decision that it goes back to."
    ),
    "funding_duty_extends_its_own": _("A new date is for an obligation of the same award and kind."),
    "funding_payment_goes_to_the_recipient": _("This account number is not the recipient's."),
    "funding_payment_is_approved_first": _("This payment has not been approved."),
    "funding_payment_is_approved_by_another": _("Somebody else must approve: you prepared this payment."),
    "funding_payment_is_released_by_another": _("Somebody else must release this payment: you approved it."),
    "funding_payment_goes_to_a_confirmed_account": _(
        "A second person must confirm this account number first, or there is a newer one."
    ),
    "funding_payment_withdrawn_stays_so": _("This payment was withdrawn or refused. Propose it anew."),
    "funding_payment_paid_is_not_withdrawn": _("This payment has been made. Book what comes back as a refund."),
    "funding_bankaccount_check_digits_are_right": _("This IBAN has a typing error: its check digits are not right."),
    "funding_bankaccount_is_confirmed_by_another": _("Somebody else must confirm: you entered this account number."),
    "funding_pledge_origin_counts": _("Money of this origin does not count as match under this scheme."),
    "funding_pledge_in_kind_is_valued": _("Match in kind counts only with a dated valuation, if the scheme allows it."),
    "funding_pledge_is_without_vat": _("State that the amounts hold no recoverable or compensable VAT."),
    "funding_pledge_is_declared_here_alone": _("This pledge is also declared elsewhere, or that is not stated."),
    "funding_pledge_is_confirmed_after_it_is_made": _(
        "This was promised on %(begins)s. It cannot be confirmed on an earlier day."
    ),
    "funding_pledge_counts_once": _("This promise already counts as match for another pledge."),
    "funding_pledge_is_confirmed_by_its_funder": _(
        "Only the co-funder or the ministry's controller confirms a pledge, and nobody who claims it."
    ),
}
"""By name of the rule in funding/sql/. Amounts are filled in by `sentence`."""


class RuleBroken(rules.RuleBroken):
    """Refused by the books. `facts`: the amounts behind the sentence, in euros."""

    def __init__(self, code: str, message: str, facts: dict[str, object] | None = None):
        super().__init__(code, message)
        self.facts = facts or {}


def sentence(rule: str, facts: dict[str, object]) -> str:
    """In the reader's language. Raises KeyError for a rule that is not of the books."""
    shown = {name: _shown(name, value) for name, value in facts.items()}
    return str(SENTENCES[rule]) % shown if shown else str(SENTENCES[rule])


def _shown(name: str, value: object) -> object:
    if name in DAYS:
        return formats.date_long(date.fromisoformat(str(value)))
    return formats.euro(Decimal(str(value))) if name in MONEY else value


@contextmanager
def held_by_books() -> Iterator[None]:
    """Turn a refusal inside the block into RuleBroken with its sentence. The block is a savepoint.

    What the database checks at the end of the transaction is checked at the end of the block.
    """
    try:
        with transaction.atomic():
            yield
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise broken_by(error) from error


def broken_by(error: IntegrityError) -> RuleBroken:
    rule = rules.constraint_of(error)
    if rule not in SENTENCES:
        return RuleBroken(rule, rules.sentence_for(error))
    facts = json.loads(error.__cause__.diag.message_detail or "{}", parse_float=Decimal)
    return RuleBroken(rule, sentence(rule, facts), facts)
