"""The contact of a Fieldlab proposes changes; an editor of the hub compares and decides."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow, signed_in
from fieldlabs import actions, permissions, row_proposals, row_sections, section_values, sections
from fieldlabs.kinds import KINDS, PARTNER
from fieldlabs.life_forms import AnswerForm
from fieldlabs.models import ChangeProposal, Fieldlab
from fieldlabs.section_forms import FORMS, SectionForm, continued, sent
from fieldlabs.views.shared import (
    CONFLICT,
    EDITORS,
    INVALID,
    crumbs_of,
    for_insider,
    private,
    require,
    status_of,
    tried,
)
from fieldlabs.views.writing import lines

PAGE_SIZE = 50
State = ChangeProposal.State


@signed_in
@private
def proposal_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All proposals for this Fieldlab, what waits first; the contact chooses a section to propose for."""
    fieldlab = for_insider(request, slug)
    require(permissions.can_see_proposals(request.user, fieldlab))
    rows = fieldlab.proposals.select_related("proposed_by", "decided_by").order_by("-proposed_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs_of(fieldlab, (_("Proposals"), None)),
        "fieldlab": fieldlab,
        "page": page,
        "rows": [{"proposal": one, "section": row_sections.title_of(one.section)} for one in page.object_list],
        "may_propose": permissions.can_propose(request.user, fieldlab)[0],
        "sections": [
            {"title": one.title, "url": reverse("fieldlabs:proposal_write", args=[fieldlab.slug, one.path])}
            for one in map(sections.SECTIONS.__getitem__, section_values.PROPOSABLE)
        ],
        "kinds": [
            {"title": one.title, "url": reverse("fieldlabs:proposal_rows", args=[fieldlab.slug, one.path])}
            for one in KINDS.values()
        ],
    }
    return render(request, "fieldlabs/proposals.html", context)


@signed_in
@private
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_write(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """The contact writes how a section should read; an own proposal that waits is shown to be changed."""
    section = sections.by_path(path)
    if section is None or section.key not in section_values.PROPOSABLE:
        raise Http404
    fieldlab = for_insider(request, slug)
    require(permissions.can_propose(request.user, fieldlab))
    if request.method != "POST":
        waiting = fieldlab.proposals.filter(section=section.key, proposed_by=request.user, state=State.OPEN).first()
        if waiting:
            form = continued(section.key, fieldlab, waiting.data, proposes=True)
        else:
            form = FORMS[section.key](fieldlab=fieldlab, proposes=True)
        return _writing(request, fieldlab, section, form, waiting=waiting)
    form = FORMS[section.key](request.POST, fieldlab=fieldlab, proposes=True)
    if form.is_valid() and tried(form, lambda: _proposed(request, fieldlab, section, form)):
        messages.success(request, _("Your proposal is sent."))
        return redirect("fieldlabs:proposal_list", fieldlab.slug)
    return _writing(request, fieldlab, section, form, status=INVALID)


def _proposed(request: HttpRequest, fieldlab: Fieldlab, section: sections.Section, form: SectionForm) -> ChangeProposal:
    if not lines(section.key, form.held, form.values()):
        raise actions.RuleBroken("nothing_differs", _("You changed nothing. Change what should be different."))
    note = form.cleaned_data["note"]
    return actions.propose(by=request.user, fieldlab=fieldlab, section=section.key, data=form.typed(), note=note)


def _writing(
    request: HttpRequest,
    fieldlab: Fieldlab,
    section: sections.Section,
    form: SectionForm,
    *,
    waiting: ChangeProposal | None = None,
    status: int = 200,
) -> HttpResponse:
    cancel = reverse("fieldlabs:proposal_list", args=[fieldlab.slug])
    context = {
        "crumbs": crumbs_of(fieldlab, (_("Proposals"), cancel), (section.title, None)),
        "fieldlab": fieldlab,
        "section": section,
        "form": form,
        "waiting": waiting,
        "cancel": cancel,
    }
    return render(request, "fieldlabs/proposal_write.html", context, status=status)


@signed_in
@private
def proposal_detail(request: HttpRequest, slug: str, proposal_id: int) -> HttpResponse:
    """What is proposed beside what is saved now, word by word; an editor decides here."""
    fieldlab, proposal = _found(request, slug, proposal_id)
    return _page(request, fieldlab, proposal, AnswerForm(initial={"base": _base(fieldlab, proposal)}))


@allow(*EDITORS)
@private
@require_http_methods(["POST"])
def proposal_decide(request: HttpRequest, slug: str, proposal_id: int) -> HttpResponse:
    fieldlab, proposal = _found(request, slug, proposal_id)
    require(permissions.can_change(request.user, fieldlab))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, fieldlab, proposal, form)
    act = _accepted if "accept" in request.POST else _declined
    try:
        done = tried(form, lambda: act(request, proposal, form, fieldlab))
    except (actions.NewerVersion, actions.NewerRow):
        again = AnswerForm({**request.POST.dict(), "base": _base(fieldlab, proposal)})
        return _page(request, fieldlab, proposal, again, newer=True)
    if not done:
        return _page(request, fieldlab, proposal, form)
    messages.success(request, _("Your answer is sent to %(name)s.") % {"name": proposal.proposed_by})
    return redirect("fieldlabs:proposal_list", fieldlab.slug)


def _accepted(request: HttpRequest, proposal: ChangeProposal, form: AnswerForm, fieldlab: Fieldlab) -> ChangeProposal:
    typed, row = form.cleaned_data, row_proposals.wanted(fieldlab, proposal)
    wanted = None if row else _wanted(fieldlab, proposal)
    if not (row.fits if row else wanted.is_valid()):
        raise actions.RuleBroken(
            "no_longer_valid", _("This proposal no longer fits. Take it over by hand in the section, and answer here.")
        )
    if row:
        write = _writer(request, row, typed["base"])
        return actions.accept_row(by=request.user, proposal=proposal, write=write, answer=typed["answer"])
    return actions.accept(
        by=request.user, proposal=proposal, values=wanted.values(), base=typed["base"], answer=typed["answer"]
    )


def _writer(request: HttpRequest, row: row_proposals.Wanted, base: str) -> Callable[[str], object]:
    """What puts the proposed row in its place, with a reason."""
    by, lab, key = request.user, row.fieldlab, f"proposal-{row.proposal.pk}"

    def write(reason: str) -> object:
        if row.removes:
            return actions.remove_row(by=by, row=row.row, fields=row.kind.fields, base=base, reason=reason)
        given = row.form.given()
        if row.row:
            return actions.change_row(by=by, row=row.row, given=given, base=base, reason=reason)
        if row.kind is PARTNER:
            typed = row.form.cleaned_data
            who = actions.Who(typed["kvk_number"], " ".join(typed["name"].split()), typed["kind"])
            return actions.add_partner(by=by, fieldlab=lab, who=who, given=given, key=key, reason=reason)
        return actions.add_row(by=by, fieldlab=lab, model=row.kind.model, given=given, key=key, reason=reason)

    return write


def _declined(request: HttpRequest, proposal: ChangeProposal, form: AnswerForm, fieldlab: Fieldlab) -> ChangeProposal:
    return actions.decline(by=request.user, proposal=proposal, answer=form.cleaned_data["answer"])


def _found(request: HttpRequest, slug: str, proposal_id: int) -> tuple[Fieldlab, ChangeProposal]:
    fieldlab = for_insider(request, slug)
    require(permissions.can_see_proposals(request.user, fieldlab))
    rows = fieldlab.proposals.select_related("proposed_by", "decided_by")
    return fieldlab, get_object_or_404(rows, pk=proposal_id)


def _wanted(fieldlab: Fieldlab, proposal: ChangeProposal) -> SectionForm:
    return FORMS[proposal.section](sent(proposal.data), fieldlab=fieldlab, proposes=True)


def _base(fieldlab: Fieldlab, proposal: ChangeProposal) -> str:
    row = row_proposals.wanted(fieldlab, proposal)
    if row:
        return row.base
    return section_values.digest(section_values.values(fieldlab, proposal.section))


def _page(
    request: HttpRequest, fieldlab: Fieldlab, proposal: ChangeProposal, form: AnswerForm, *, newer: bool = False
) -> HttpResponse:
    title = row_sections.title_of(proposal.section)
    is_open = proposal.state == State.OPEN
    compared = _compared(fieldlab, proposal) if is_open else {}
    context = {
        "crumbs": crumbs_of(
            fieldlab, (_("Proposals"), reverse("fieldlabs:proposal_list", args=[fieldlab.slug])), (title, None)
        ),
        "fieldlab": fieldlab,
        "proposal": proposal,
        "title": title,
        **compared,
        "may_decide": is_open and permissions.can_change(request.user, fieldlab)[0],
        "form": form,
        "newer": newer,
    }
    return render(request, "fieldlabs/proposal.html", context, status=CONFLICT if newer else status_of(form))


def _compared(fieldlab: Fieldlab, proposal: ChangeProposal) -> dict[str, object]:
    """What is proposed beside what is saved now; `did`: of a row, what would happen to it."""
    row = row_proposals.wanted(fieldlab, proposal)
    if row:
        did = row.did if row.fits else ""
        return {"fits": row.fits, "lines": row.lines, "changed_since": row.changed_since, "did": did}
    wanted = _wanted(fieldlab, proposal)
    fits = wanted.is_valid()
    return {
        "fits": fits,
        "lines": lines(proposal.section, wanted.held, wanted.values()) if fits else [],
        "changed_since": proposal.data.get("base") != [_base(fieldlab, proposal)],
    }
