"""Rulings of a court: recorded with the judgment, read, and carried out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from funding import actions, award_state, decision_page, files, permissions
from funding.actions import reviewing
from funding.actions.reviewing import Prepared
from funding.actions.sending import once_sent
from funding.forms.rulings import CarryOutForm, RulingForm
from funding.models import Award, Letter, Proposal, Ruling
from funding.views import award_decisions as shared
from funding.views.awards import FOLLOWERS, PREPARERS
from funding.views.shared import answered, private, require, tried

RELATED = (
    "letter__recipient", "letter__plan", "letter__award__pool__version__scheme", "letter__objection",
    "about__award__recipient", "about__proposal__version", "file", "recorded_by",
)  # fmt: skip


@allow(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def ruling_create(request: HttpRequest, letter: int) -> HttpResponse:
    """Record what a court ruled of a letter; somebody else decides what follows."""
    one = shared.letter_of(request, letter)
    require(permissions.can_prepare_on(request.user, one.recipient_id))
    back = reverse("funding:letter_file", kwargs={"letter": one.pk})
    form = RulingForm(request.POST or None, request.FILES or None, back=back)
    if request.method == "POST" and form.is_valid():
        fields = {"ruled_after_the_letter": "ruled_on", "funding_ruling_comes_after_the_letter": "ruled_on"}
        address = tried(form, lambda: _recorded(request, one, form), fields=fields)
        if address:
            messages.success(request, _("The ruling is recorded."))
            return redirect(address)
    title = _("Record a ruling of the court on %(number)s") % {"number": one.number}
    context = {"crumbs": shared.crumbs_to(one, title), "title": title, "demo": shared.demo(one), "award": one.award}
    return answered(request, "funding/award_form.html", context, form)


def _recorded(request: HttpRequest, letter: Letter, form: RulingForm) -> str:
    typed = {name: value for name, value in form.cleaned_data.items() if name not in ("key", "file")}
    typed["upheld"] = typed["upheld"] == "yes"
    upload = form.cleaned_data["file"]

    def make() -> str:
        file = files.store(upload, by=request.user)
        ruling = actions.record_ruling(by=request.user, letter=letter, file=file, **typed)
        return reverse("funding:ruling_detail", kwargs={"ruling": ruling.pk})

    content = {"letter": letter, "file": files.digest_of(upload), **typed}
    return once_sent(by=request.user, key=form.cleaned_data["key"], kind="ruling", content=content, make=make)


def _ruling_of(request: HttpRequest, ruling: int) -> Ruling:
    """404 for who may not know of the letter."""
    found = get_object_or_404(Ruling.objects.select_related(*RELATED), pk=ruling)
    shared.require_known(request, found.letter)
    return found


@allow(*FOLLOWERS)
@require_safe
@private
def ruling_detail(request: HttpRequest, ruling: int) -> HttpResponse:
    """One ruling, the judgment, and the decision that carried it out."""
    one = _ruling_of(request, ruling)
    answer = one.answers.select_related("proposal").first()
    open_one = one.upheld and answer is None
    title = _("Ruling of the court on %(number)s") % {"number": one.letter.number}
    context = {
        "crumbs": shared.crumbs_to(one.letter, title),
        "title": title,
        "ruling": one,
        "facts": decision_page.ruling_facts(one),
        "answer": answer,
        "waiting": open_one and one.proposals.exists(),
        "can_prepare": open_one and permissions.can_prepare_on(request.user, one.letter.recipient_id)[0],
        "demo": shared.demo(one.letter),
    }
    return render(request, "funding/ruling_detail.html", context)


@allow(*PREPARERS)
@require_http_methods(["GET", "HEAD", "POST"])
@private
def ruling_answer(request: HttpRequest, ruling: int) -> HttpResponse:
    """Prepare the decision that carries out a ruling; who recorded it or decided first does not decide on it."""
    one = _ruling_of(request, ruling)
    require(permissions.can_prepare_on(request.user, one.letter.recipient_id))
    back = reverse("funding:ruling_detail", kwargs={"ruling": one.pk})
    if (not one.upheld or one.answers.exists()) and request.method != "POST":
        return redirect(back)
    form = CarryOutForm(request.POST or None, about=one.about, back=back)
    if request.method == "POST" and form.is_valid():
        address = tried(form, lambda: _prepared(request, one, form, back))
        if address:
            messages.success(request, _("Prepared. Somebody else decides, who did not take the first decision."))
            return redirect(address)
    award = _award(one)
    title = _("Carry out the ruling of the court on %(number)s") % {"number": one.letter.number}
    context = {
        "crumbs": shared.crumbs_to(one.letter, title), "title": title, "demo": shared.demo(one.letter), "award": award,
        "ruling": one, "facts": decision_page.ruling_facts(one),
        "working": shared.working_of(Proposal.Kind.RULING, award, award_state.standing_of(award)) if award else None,
    }  # fmt: skip
    return answered(request, "funding/award_form.html", context, form)


def _award(ruling: Ruling) -> Award | None:
    """What was granted on the plan by now, also after a refusal that an objection undid."""
    return ruling.letter.award or Award.objects.filter(plan_version__plan=ruling.letter.plan_id).first()


def _prepared(request: HttpRequest, ruling: Ruling, form: CarryOutForm, back: str) -> str:
    typed = form.cleaned_data
    said = {"amount": typed.get("amount"), "ground": typed["ground"]}
    said["beyond_ceiling"] = typed.get("beyond_ceiling", False)
    award = _award(ruling)
    first = shared.first_award(ruling.about) if award is None else {}

    def make() -> str:
        reviewing.propose(
            by=request.user,
            prepared=Prepared(
                kind=Proposal.Kind.RULING, plan=ruling.letter.plan, ruling=ruling, award=award, **said, **first
            ),
        )
        return back

    content = {"ruling": ruling, **said}
    return once_sent(by=request.user, key=typed["key"], kind="carry_out", content=content, make=make)
