"""Every address × every member of the cast, against one table.

What a view declares decides what is expected; the table below lists the declared access of every address,
so that nobody opens or closes a page without changing this file. Object-level rules have their own tests.
"""

import uuid

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts import access
from smartindustry.cast import CAST


def names(patterns=None, prefix=""):
    """Every address by its full name, with its view and its pattern's parameters."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern


ADDRESSES = dict(names())

# What stands in an address when nothing of that name exists: the page must still be open or closed.
SAMPLES = {"uuid": uuid.UUID(int=0), "int": 1, "slug": "bestaat-niet", "str": "bestaat-niet"}


def path_of(name, pattern) -> str:
    """The address with sample values for its parameters."""
    converters = pattern.pattern.converters
    kwargs = {key: SAMPLES[type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")]
              for key, converter in converters.items()}  # fmt: skip
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return reverse(name, kwargs=dict.fromkeys(pattern.pattern.regex.groupindex, "1-abc"))


def test_no_address_is_without_a_name():
    assert [name for name in ADDRESSES if name.endswith("None") and "sitemap" not in name] == []


def test_every_address_has_the_agreed_access():
    declared = {name: readable(access.declared(pattern.callback)) for name, pattern in ADDRESSES.items()}
    assert declared == AGREED


def readable(declared) -> str:
    return ", ".join(sorted(declared)) if isinstance(declared, frozenset) else str(declared)


@pytest.mark.django_db
@pytest.mark.parametrize("member", ["nobody", *[member.key for member in CAST]])
def test_every_page_opens_for_those_who_may_and_no_one_else(member, request, client_for):
    """GET of every address without parameters; a closed one answers 302 to the sign-in page, or 403."""
    user = None if member == "nobody" else request.getfixturevalue(member)
    client = client_for(user)
    wrong = []
    for name, pattern in ADDRESSES.items():
        answer = client.get(path_of(name, pattern))
        allowed = access.may_open(answer.wsgi_request.user, access.declared(pattern.callback))
        closed = answer.status_code == 403 or (answer.status_code == 302 and "/account/" in answer["Location"])
        if answer.status_code >= 500 or (allowed and answer.status_code == 403) or (not allowed and not closed):
            wrong.append(f"{name}: {answer.status_code}, {'allowed' if allowed else 'not allowed'}")
    assert wrong == []


BUDGET_READERS = (
    "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader"
)


# The table: every address, and who may open it.
AGREED = {
    "accessibility": "public",
    "account_change_password": "signed-in",
    "account_confirm_email": "public",
    "account_email": "signed-in",
    "account_email_verification_sent": "public",
    "account_inactive": "public",
    "account_login": "public",
    "account_logout": "public",
    "account_reauthenticate": "signed-in",
    "account_reset_password": "public",
    "account_reset_password_done": "public",
    "account_reset_password_from_key": "public",
    "account_reset_password_from_key_done": "public",
    "account_set_password": "signed-in",
    "account_signup": "public",
    "accounts:account_detail": "signed-in",
    "accounts:invitation_accept": "public",
    "accounts:invitation_create": "administrator, hub_coordinator",
    "accounts:invitation_withdraw": "administrator, hub_coordinator",
    "accounts:person_list": "administrator, hub_coordinator",
    "accounts:role_end": "administrator, hub_coordinator",
    "accounts:role_history": "administrator, auditor",
    "assessments:accountability": "public",
    "assessments:advice_toml": "public",
    "assessments:again": "public",
    "assessments:bank_json": "public",
    "assessments:bank_toml": "public",
    "assessments:change": "public",
    "assessments:check": "public",
    "assessments:claim": "signed-in",
    "assessments:company": "public",
    "assessments:confirm": "public",
    "assessments:data": "public",
    "assessments:deepen": "public",
    "assessments:erase": "public",
    "assessments:erase_link": "public",
    "assessments:file": "public",
    "assessments:goals": "public",
    "assessments:help": "public",
    "assessments:invited": "public",
    "assessments:keep": "public",
    "assessments:mine": "signed-in",
    "assessments:no_more_letters": "public",
    "assessments:participants": "public",
    "assessments:participants_csv": "public",
    "assessments:quality": "administrator, adviser, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "assessments:quality_csv": "administrator, adviser, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "assessments:question": "public",
    "assessments:report": "public",
    "assessments:report_file": "public",
    "assessments:result": "public",
    "assessments:resume_file": "public",
    "assessments:resume_link": "public",
    "assessments:role": "public",
    "assessments:sector": "public",
    "assessments:share": "public",
    "assessments:shared": "public",
    "assessments:size": "public",
    "assessments:start": "public",
    "assessments:tasks": "public",
    "assessments:topic": "public",
    "assessments:where": "public",
    "contact": "public",
    "demo_mail": "public",
    "fieldlabs:case_add": "hub_coordinator, hub_editor",
    "fieldlabs:case_change": "hub_coordinator, hub_editor",
    "fieldlabs:case_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:case_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:case_move": "hub_coordinator, hub_editor",
    "fieldlabs:case_remove": "hub_coordinator, hub_editor",
    "fieldlabs:case_restore": "hub_coordinator, hub_editor",
    "fieldlabs:confirmation_ask": "hub_coordinator, hub_editor",
    "fieldlabs:decision_queue": "auditor, steering",
    "fieldlabs:equipment_add": "hub_coordinator, hub_editor",
    "fieldlabs:equipment_change": "hub_coordinator, hub_editor",
    "fieldlabs:equipment_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:equipment_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:equipment_move": "hub_coordinator, hub_editor",
    "fieldlabs:equipment_remove": "hub_coordinator, hub_editor",
    "fieldlabs:equipment_restore": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_chooser": "public",
    "fieldlabs:fieldlab_close": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_compare": "public",
    "fieldlabs:fieldlab_compare_export": "public",
    "fieldlabs:fieldlab_confirm": "public",
    "fieldlabs:fieldlab_confirm_now": "signed-in",
    "fieldlabs:fieldlab_decide": "steering",
    "fieldlabs:fieldlab_detail": "public",
    "fieldlabs:fieldlab_edit": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_export_csv": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:fieldlab_export_xlsx": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:fieldlab_history": "signed-in",
    "fieldlabs:fieldlab_list": "public",
    "fieldlabs:fieldlab_publish": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_register": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_reopen": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_section": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_submit": "hub_coordinator, hub_editor",
    "fieldlabs:fieldlab_take_off": "hub_coordinator, hub_editor",
    "fieldlabs:import_confirm": "hub_coordinator, hub_editor",
    "fieldlabs:import_list": "auditor, hub_coordinator, hub_editor, hub_reader",
    "fieldlabs:import_map": "hub_coordinator, hub_editor",
    "fieldlabs:import_preview": "auditor, hub_coordinator, hub_editor, hub_reader",
    "fieldlabs:import_report": "auditor, hub_coordinator, hub_editor, hub_reader",
    "fieldlabs:import_row": "hub_coordinator, hub_editor",
    "fieldlabs:import_start": "hub_coordinator, hub_editor",
    "fieldlabs:import_template_csv": "auditor, hub_coordinator, hub_editor, hub_reader",
    "fieldlabs:import_template_xlsx": "auditor, hub_coordinator, hub_editor, hub_reader",
    "fieldlabs:investment_add": "hub_coordinator, hub_editor",
    "fieldlabs:investment_change": "hub_coordinator, hub_editor",
    "fieldlabs:investment_csv": "public",
    "fieldlabs:investment_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:investment_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:investment_move": "hub_coordinator, hub_editor",
    "fieldlabs:investment_remove": "hub_coordinator, hub_editor",
    "fieldlabs:investment_restore": "hub_coordinator, hub_editor",
    "fieldlabs:investment_totals": "public",
    "fieldlabs:investment_xlsx": "public",
    "fieldlabs:link_add": "hub_coordinator, hub_editor",
    "fieldlabs:link_change": "hub_coordinator, hub_editor",
    "fieldlabs:link_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:link_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:link_move": "hub_coordinator, hub_editor",
    "fieldlabs:link_remove": "hub_coordinator, hub_editor",
    "fieldlabs:link_restore": "hub_coordinator, hub_editor",
    "fieldlabs:partner_add": "hub_coordinator, hub_editor",
    "fieldlabs:partner_change": "hub_coordinator, hub_editor",
    "fieldlabs:partner_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:partner_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:partner_move": "hub_coordinator, hub_editor",
    "fieldlabs:partner_remove": "hub_coordinator, hub_editor",
    "fieldlabs:partner_restore": "hub_coordinator, hub_editor",
    "fieldlabs:photo": "public",
    "fieldlabs:photo_add": "hub_coordinator, hub_editor",
    "fieldlabs:photo_change": "hub_coordinator, hub_editor",
    "fieldlabs:photo_list": "hub_coordinator, hub_editor",
    "fieldlabs:photo_remove": "hub_coordinator, hub_editor",
    "fieldlabs:proposal_decide": "hub_coordinator, hub_editor",
    "fieldlabs:proposal_detail": "signed-in",
    "fieldlabs:proposal_list": "signed-in",
    "fieldlabs:proposal_write": "signed-in",
    "fieldlabs:result_add": "hub_coordinator, hub_editor",
    "fieldlabs:result_change": "hub_coordinator, hub_editor",
    "fieldlabs:result_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:result_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:result_move": "hub_coordinator, hub_editor",
    "fieldlabs:result_remove": "hub_coordinator, hub_editor",
    "fieldlabs:result_restore": "hub_coordinator, hub_editor",
    "fieldlabs:service_add": "hub_coordinator, hub_editor",
    "fieldlabs:service_change": "hub_coordinator, hub_editor",
    "fieldlabs:service_history": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:service_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "fieldlabs:service_move": "hub_coordinator, hub_editor",
    "fieldlabs:service_remove": "hub_coordinator, hub_editor",
    "fieldlabs:service_restore": "hub_coordinator, hub_editor",
    "fieldlabs:staff_list": "auditor, hub_coordinator, hub_editor, hub_reader, steering",
    "funding:account_detail": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:account_export": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:account_list": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:award_detail": "public",
    "funding:award_export": "public",
    "funding:award_follow": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:award_list": "public",
    "funding:award_propose": "ministry_decider, ministry_preparer",
    "funding:award_story": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:bank_account_confirm": "ministry_payer",
    "funding:bank_account_create": "adviser, fieldlab_contact, hub_coordinator, ministry_preparer",
    "funding:bank_account_list": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:budget_decide": "ministry_decider",
    "funding:budget_history": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:budget_history_export": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:budget_list": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:decision_queue": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:delivery_create": "adviser, fieldlab_contact, hub_coordinator, hub_editor, hub_reader",
    "funding:difference_explain": "ministry_controller",
    "funding:duty_extend": "ministry_decider, ministry_preparer",
    "funding:entry_correct": "ministry_controller",
    "funding:entry_detail": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:entry_export": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:file": "signed-in",
    "funding:judgement_create": "ministry_decider, ministry_preparer",
    "funding:letter_file": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:mandate_end": "ministry_controller",
    "funding:mandate_give": "ministry_controller",
    "funding:mandate_list": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:objection_answer": "ministry_decider, ministry_preparer",
    "funding:objection_create": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:objection_detail": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:payment_detail": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:payment_list": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:payment_orders": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:payment_propose": "ministry_decider, ministry_preparer",
    "funding:period_close": "ministry_controller",
    "funding:plan_compare": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:plan_detail": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:plan_edit": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:plan_inbox": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:plan_inbox_export": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:plan_list": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:plan_remark": "ministry_decider, ministry_preparer",
    "funding:plan_renew": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:plan_return": "ministry_decider, ministry_preparer",
    "funding:plan_start": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:plan_submit": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:plan_take_up": "ministry_decider, ministry_preparer",
    "funding:plan_version": "administrator, adviser, auditor, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:plan_withdraw": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:pledge_amount": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:pledge_claim": "adviser, fieldlab_contact, hub_coordinator, hub_editor",
    "funding:pledge_confirm": "cofunder, ministry_controller",
    "funding:pledge_detail": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:pledge_export": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:pledge_list": "administrator, adviser, auditor, cofunder, fieldlab_contact, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:pledge_withdraw": "adviser, cofunder, fieldlab_contact, hub_coordinator, hub_editor, ministry_controller",
    "funding:pool_create": "ministry_controller",
    "funding:proposal_create": "ministry_decider, ministry_preparer",
    "funding:proposal_detail": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:reconciliation_detail": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:reconciliation_import": "ministry_controller",
    "funding:reconciliation_list": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:reconciliation_template": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "funding:refund_create": "ministry_payer",
    "funding:reservation_release": "ministry_decider",
    "funding:scheme_create": "ministry_controller",
    "funding:scheme_list": "public",
    "funding:scheme_version_create": "ministry_controller",
    "funding:waiver_give": "ministry_controller, ministry_decider",
    "funding:waiver_list": "public",
    "healthz": "public",
    "home": "public",
    "hubs:event_attendance": "adviser, hub_coordinator, hub_editor",
    "hubs:event_calendar": "public",
    "hubs:event_cancel": "adviser, hub_coordinator, hub_editor",
    "hubs:event_change": "adviser, hub_coordinator, hub_editor",
    "hubs:event_create": "adviser, hub_coordinator, hub_editor",
    "hubs:event_detail": "public",
    "hubs:event_export": "adviser, auditor, hub_coordinator, hub_editor, hub_reader",
    "hubs:event_feed": "public",
    "hubs:event_list": "public",
    "hubs:event_manage": "adviser, auditor, hub_coordinator, hub_editor, hub_reader",
    "hubs:event_message": "adviser, hub_coordinator, hub_editor",
    "hubs:event_people": "adviser, auditor, hub_coordinator, hub_editor, hub_reader",
    "hubs:event_publish": "adviser, hub_coordinator, hub_editor",
    "hubs:event_register": "public",
    "hubs:handover_accept": "adviser, hub_coordinator, hub_editor",
    "hubs:handover_give_back": "adviser, hub_coordinator, hub_editor",
    "hubs:handover_take_back": "adviser, hub_coordinator, hub_editor",
    "hubs:hub_detail": "public",
    "hubs:hub_list": "public",
    "hubs:registration_calendar": "public",
    "hubs:registration_cancel": "public",
    "hubs:registration_state": "public",
    "hubs:request_answer": "adviser, hub_coordinator, hub_editor",
    "hubs:request_assign": "adviser, hub_coordinator, hub_editor",
    "hubs:request_by_phone": "adviser, hub_coordinator, hub_editor",
    "hubs:request_close": "adviser, hub_coordinator, hub_editor",
    "hubs:request_create": "public",
    "hubs:request_detail": "adviser, auditor, hub_coordinator, hub_editor, hub_reader",
    "hubs:request_export": "adviser, auditor, hub_coordinator, hub_editor, hub_reader",
    "hubs:request_hand_over": "adviser, hub_coordinator, hub_editor",
    "hubs:request_list": "adviser, auditor, hub_coordinator, hub_editor, hub_reader",
    "hubs:request_merge": "adviser, hub_coordinator, hub_editor",
    "hubs:request_note": "adviser, hub_coordinator, hub_editor",
    "hubs:request_refer": "adviser, hub_coordinator, hub_editor",
    "hubs:request_release": "adviser, hub_coordinator, hub_editor",
    "hubs:request_reopen": "adviser, hub_coordinator, hub_editor",
    "hubs:request_reply": "public",
    "hubs:request_state": "public",
    "hubs:request_take": "adviser, hub_coordinator, hub_editor",
    "hubs:request_withdraw": "public",
    "jobs:job_detail": "signed-in",
    "jobs:job_list": "signed-in",
    "mfa_activate_totp": "signed-in",
    "mfa_add_webauthn": "signed-in",
    "mfa_authenticate": "public",
    "mfa_deactivate_totp": "signed-in",
    "mfa_download_recovery_codes": "signed-in",
    "mfa_edit_webauthn": "signed-in",
    "mfa_generate_recovery_codes": "signed-in",
    "mfa_index": "signed-in",
    "mfa_list_webauthn": "signed-in",
    "mfa_login_webauthn": "public",
    "mfa_reauthenticate": "signed-in",
    "mfa_reauthenticate_webauthn": "signed-in",
    "mfa_remove_webauthn": "signed-in",
    "mfa_view_recovery_codes": "signed-in",
    "privacy": "public",
    "programme:figure_export": "public",
    "programme:figure_list": "public",
    "programme:instrument_detail": "public",
    "programme:instrument_list": "public",
    "programme:overview": "public",
    "programme:partner_list": "public",
    "programme:project_detail": "public",
    "programme:source_list": "public",
    "programme:transformation_detail": "public",
    "programme:transformation_list": "public",
    "reports:budget_dashboard": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "reports:budget_export": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "reports:budget_workbook": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "reports:letter_dashboard": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "reports:letter_export": "administrator, auditor, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "reports:money": "administrator, auditor, cofunder, hub_coordinator, hub_editor, hub_reader, ministry_controller, ministry_decider, ministry_payer, ministry_preparer, ministry_reader",
    "reports:money_help": "public",
    "reports:start": "signed-in",
    "robots": "public",
    "security_txt": "public",
    "sitemap": "public",
    "ui:gallery": "staff",
    "usersessions_list": "signed-in",
}
