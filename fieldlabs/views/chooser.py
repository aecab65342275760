"""Which Fieldlab fits my question: three questions, each on its own page, and the result. The address says it all."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import chooser, finding
from fieldlabs.wish import MOST_COMPARED
from ui.language import local


@public
def fieldlab_chooser(request: HttpRequest) -> HttpResponse:
    answers = chooser.read(request.GET)
    number = chooser.step(request.GET, answers)
    context = {
        "crumbs": [(_("Fieldlabs"), reverse("fieldlabs:fieldlab_list")), (_("Which Fieldlab fits?"), None)],
        "steps": chooser.steps(answers, number),
    }
    if number == chooser.RESULT:
        return render(request, "fieldlabs/chooser_result.html", context | _result(answers))
    form = chooser.form(number, request.GET, answers)
    faulty = form.is_bound and not form.is_valid()
    context |= {"form": form, "number": number, "skip_url": chooser.skip(answers, number)}
    return render(request, "fieldlabs/chooser.html", context, status=422 if faulty else 200)


def _result(answers: chooser.Answers) -> dict[str, object]:
    known = finding.Known.read()
    result = chooser.result(answers, known)
    first = [("lab", card["slug"]) for card in result.cards[:MOST_COMPARED]]
    spot = [(name, value) for name, value in answers.pairs if name in ("plaats", "plek")]
    place = answers.where.place
    region = place.province.region if place else None
    return {
        "summary": chooser.summary(answers),
        "result": result,
        "compare_url": f"{reverse('fieldlabs:fieldlab_compare')}?{urlencode([*first, *spot])}" if first[1:] else "",
        "asked_nothing": answers.question.is_empty,
        "hub": {
            "url": reverse("hubs:hub_detail", args=[region.slug]) if region else reverse("hubs:hub_list"),
            "name": local(region, "name") if region else "",
        },
    }
