"""A refusal says what stands in the way: a role, the state of the thing, or that somebody else must do it."""

import pytest

from accounts.models import User
from accounts.refusals import NotNow, NotYou
from fieldlabs import actions, permissions
from fieldlabs.models import Fieldlab
from funding import permissions as money
from funding.models import Plan
from jobs import clock

pytestmark = pytest.mark.django_db
ASK_FOR_A_ROLE = "Ask the administrator of your organisation for the right role."


def test_closed_fieldlab_says_so_and_leads_to_its_page(client_for, eva):
    ramlab = Fieldlab.objects.get(slug="ramlab")
    actions.close(by=eva, fieldlab=ramlab, day=clock.today(), reason="De partners stoppen ermee.")
    answer = client_for(eva).get("/en/fieldlabs/ramlab/bewerken/")
    assert answer.status_code == 403
    assert "<h1" in answer.text
    assert "This cannot be done now" in answer.text
    assert "This Fieldlab is closed. Open it again before you change it." in answer.text
    assert 'href="/en/fieldlabs/ramlab/"' in answer.text
    assert ASK_FOR_A_ROLE not in answer.text


def test_missing_role_still_says_whom_to_ask(client_for, noor):
    answer = client_for(noor).get("/en/fieldlabs/ramlab/bewerken/")
    assert (answer.status_code, ASK_FOR_A_ROLE in answer.text) == (403, True)
    assert "You may not open this page" in answer.text


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("draft", "De hub heeft dit Fieldlab nog niet ingediend. U kunt besluiten als dat is gebeurd."),
        ("unknown", "De hub heeft dit Fieldlab nog niet ingediend. U kunt besluiten als dat is gebeurd."),
        ("recognised", "De stuurgroep heeft dit Fieldlab al erkend. Er is geen besluit meer nodig."),
        (
            "returned",
            "De stuurgroep heeft dit Fieldlab teruggestuurd. U kunt besluiten als de hub het opnieuw heeft ingediend.",
        ),
    ],
)
def test_decision_on_what_does_not_wait_names_the_state(stijn, state, sentence):
    allowed, reason = permissions.can_decide(stijn, Fieldlab(slug="x", recognition=state))
    assert (allowed, str(reason), type(reason), reason.at) == (False, sentence, NotNow, "/fieldlabs/x/")


def test_who_submitted_it_is_told_that_somebody_else_decides(stijn):
    one = Fieldlab(slug="x", recognition="submitted", submitted_by=stijn)
    assert type(permissions.can_decide(stijn, one)[1]) is NotYou


def test_plan_names_its_state(eva: User):
    plan = Plan(pk=7, organisation=eva.organisations_as("hub_editor")[0])
    allowed, reason = money.can_write_plan(eva, plan, "refuse")
    told = "De stand van dit plan is: Afgewezen. Het verandert niet meer. U kunt een nieuw plan beginnen."
    assert (allowed, str(reason), type(reason)) == (False, told, NotNow)
    assert reason.at.endswith("/7/")
