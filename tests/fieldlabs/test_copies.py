"""What triggers do by the statement: copy links and kinds of services to the Fieldlab, keep new rows in the history."""

import pghistory
import pytest
from django.db import connection
from pghistory.models import Context

from fieldlabs.models import Fieldlab, FieldlabTransformation, Link, Service
from programme.models import Transformation

pytestmark = pytest.mark.django_db


def _slugs(name: str) -> list[str]:
    return Fieldlab.objects.values_list("transformation_slugs", flat=True).get(slug=name)


def test_copy_to_fieldlab_takes_many_links_in_one_statement():
    labs = list(Fieldlab.objects.order_by("pk")[:3])
    FieldlabTransformation.objects.filter(fieldlab__in=labs).delete()
    before = {lab.pk: lab.events.count() for lab in labs}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO fieldlabs_fieldlabtransformation (fieldlab_id, transformation_id) "
            "SELECT lab, t.id FROM unnest(%s) AS lab, programme_transformation AS t WHERE t.number IN (2, 5)",
            [[lab.pk for lab in labs]],
        )
    wanted = list(Transformation.objects.filter(number__in=(2, 5)).order_by("number").values_list("slug", flat=True))
    assert [_slugs(lab.slug) for lab in labs] == [wanted] * 3
    assert {lab.pk: lab.events.count() - before[lab.pk] for lab in labs} == {lab.pk: 1 for lab in labs}


def test_copy_to_fieldlab_writes_nothing_when_it_is_so_already():
    lab = Fieldlab.objects.get(slug="ramlab")
    slugs = [*lab.transformation_slugs]
    one = Transformation.objects.exclude(slug__in=slugs).order_by("-number").first()
    Fieldlab.objects.filter(pk=lab.pk).update(transformation_slugs=[*slugs, one.slug])
    before = lab.events.count()
    FieldlabTransformation.objects.create(fieldlab=lab, transformation=one)
    assert (_slugs("ramlab"), lab.events.count()) == ([*slugs, one.slug], before)


def test_copy_kinds_follows_services_that_come_move_and_go():
    first, second = Fieldlab.objects.order_by("pk")[:2]

    def kinds():
        return [Fieldlab.objects.values_list("service_kinds", flat=True).get(pk=lab.pk) for lab in (first, second)]

    offered = enumerate(("validation", "advice", "advice"))
    Service.objects.bulk_create(Service(fieldlab=first, kind=kind, name_nl=f"x{n}") for n, kind in offered)
    assert kinds() == [["advice", "validation"], []]
    Service.objects.filter(fieldlab=first, kind="validation").update(fieldlab=second)
    assert kinds() == [["advice"], ["validation"]]
    Service.objects.filter(fieldlab=second).update(kind="training")
    Service.objects.filter(fieldlab=first).delete()
    assert kinds() == [[], ["training"]]


def test_new_rows_of_one_statement_each_get_their_event_with_its_reason(eva):
    lab = Fieldlab.objects.get(slug="ramlab")
    contexts = Context.objects.count()
    with pghistory.context(user=eva.pk, reason="test"):
        Link.objects.bulk_create(Link(fieldlab=lab, title_nl=f"x{n}", url=f"https://x.nl/{n}") for n in range(3))
    events = Link._meta.get_field("events").related_model.objects.filter(fieldlab=lab).order_by("title_nl")
    assert [(one.title_nl, one.pgh_label, one.pgh_context["reason"]) for one in events] == [
        (f"x{n}", "insert", "test") for n in range(3)
    ]
    assert Context.objects.count() == contexts
