"""Rules about a Fieldlab that look at more than one row or at what it was before."""

import pgtrigger
from django.utils.translation import gettext_lazy as _

WAY = {
    ("unknown", "submitted"),
    ("draft", "submitted"),
    ("returned", "submitted"),
    ("submitted", "recognised"),
    ("submitted", "returned"),
}
FIRST = ("unknown", "draft")


def _refuse(name: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = '{name}', MESSAGE = '{name}';"


FOLLOWS_ITS_WAY = "fieldlabs_fieldlab_recognition_follows_its_way"
STARTS_UNDECIDED = "fieldlabs_fieldlab_recognition_starts_undecided"
PROVINCE_IN_REGION = "fieldlabs_fieldlab_province_lies_in_region"

TRIGGERS = [
    pgtrigger.Trigger(
        name="recognition_follows_its_way",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("recognition"),
        condition=pgtrigger.Q(old__recognition__df=pgtrigger.F("new__recognition")),
        func=f"""
            IF OLD.recognition || '>' || NEW.recognition NOT IN ({", ".join(f"'{a}>{b}'" for a, b in sorted(WAY))}) THEN
                {_refuse(FOLLOWS_ITS_WAY)}
            END IF;
            RETURN NEW;
        """,
    ),
    pgtrigger.Trigger(
        name="recognition_starts_undecided",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=~pgtrigger.Q(new__recognition__in=FIRST),
        func=_refuse(STARTS_UNDECIDED),
    ),
    pgtrigger.Trigger(
        name="province_lies_in_region",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("province_id", "region_id"),
        condition=pgtrigger.Q(new__province__isnull=False, new__region__isnull=False),
        func=f"""
            PERFORM FROM regions_province WHERE iso = NEW.province_id AND region_id = NEW.region_id;
            IF NOT FOUND THEN
                {_refuse(PROVINCE_IN_REGION)}
            END IF;
            RETURN NEW;
        """,
    ),
]

# By statement, and only where something differs: a list of thousands writes each Fieldlab once. The Fieldlab is locked
# first, so that two who add to it at once do not each copy only their own.
_TRANSFORMATIONS = """
    PERFORM FROM fieldlabs_fieldlab WHERE id IN (SELECT fieldlab_id FROM {rows}) ORDER BY id FOR NO KEY UPDATE;
    UPDATE fieldlabs_fieldlab AS lab SET transformation_slugs = now.found
    FROM (
        SELECT touched.fieldlab_id,
            coalesce(array_agg(one.slug ORDER BY one.number) FILTER (WHERE one.id IS NOT NULL), '{{}}') AS found
        FROM (SELECT DISTINCT fieldlab_id FROM {rows}) AS touched
        LEFT JOIN fieldlabs_fieldlabtransformation AS link ON link.fieldlab_id = touched.fieldlab_id
        LEFT JOIN programme_transformation AS one ON one.id = link.transformation_id
        GROUP BY touched.fieldlab_id
    ) AS now
    WHERE lab.id = now.fieldlab_id AND lab.transformation_slugs IS DISTINCT FROM now.found;
    RETURN NULL;
"""
_SERVICES = """
    PERFORM FROM fieldlabs_fieldlab WHERE id IN (SELECT fieldlab_id FROM {rows}) ORDER BY id FOR NO KEY UPDATE;
    UPDATE fieldlabs_fieldlab AS lab SET service_kinds = now.found
    FROM (
        SELECT touched.fieldlab_id,
            coalesce(array_agg(DISTINCT service.kind ORDER BY service.kind)
                FILTER (WHERE service.id IS NOT NULL), '{{}}') AS found
        FROM (SELECT DISTINCT fieldlab_id FROM {rows}) AS touched
        LEFT JOIN fieldlabs_service AS service ON service.fieldlab_id = touched.fieldlab_id
        GROUP BY touched.fieldlab_id
    ) AS now
    WHERE lab.id = now.fieldlab_id AND lab.service_kinds IS DISTINCT FROM now.found;
    RETURN NULL;
"""
_BOTH = "(SELECT fieldlab_id FROM added UNION SELECT fieldlab_id FROM gone) AS both_of"


def _copied(name: str, func: str, operation: pgtrigger.Operation, rows: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=func.format(rows=rows),
    )


COPY_TRANSFORMATIONS = [
    _copied("copy_added_to_fieldlab", _TRANSFORMATIONS, pgtrigger.Insert, "added", new="added"),
    _copied("copy_gone_to_fieldlab", _TRANSFORMATIONS, pgtrigger.Delete, "gone", old="gone"),
]
COPY_SERVICES = [
    _copied("copy_added_kinds_to_fieldlab", _SERVICES, pgtrigger.Insert, "added", new="added"),
    _copied("copy_gone_kinds_to_fieldlab", _SERVICES, pgtrigger.Delete, "gone", old="gone"),
    _copied("copy_changed_kinds_to_fieldlab", _SERVICES, pgtrigger.Update, _BOTH, new="added", old="gone"),
]

COPY_TRAINING = pgtrigger.Trigger(
    name="copy_to_fieldlab",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("publication", "fieldlab_id"),
    func="""
        UPDATE fieldlabs_fieldlab SET has_training = offered.found
        FROM (
            SELECT one.id, EXISTS (
                SELECT FROM fieldlabs_trainingoffer AS training
                WHERE training.fieldlab_id = one.id AND training.publication = 'published'
            ) AS found
            FROM fieldlabs_fieldlab AS one
            WHERE one.id IN (NEW.fieldlab_id, OLD.fieldlab_id)
        ) AS offered
        WHERE fieldlabs_fieldlab.id = offered.id AND fieldlabs_fieldlab.has_training <> offered.found;
        RETURN NULL;
    """,
)

TRIGGER_SENTENCES = {
    FOLLOWS_ITS_WAY: _("This step is not possible now: somebody took another one, or a step is missing."),
    STARTS_UNDECIDED: _("A new Fieldlab starts without a decision of the steering group."),
    PROVINCE_IN_REGION: _("This province does not lie in the region."),
}

_CHANGED = """
    INSERT INTO fieldlabs_change VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
    RETURN NULL;
"""
# Words of a name say more than those of a place or topic, so a word that is in both counts as one of a name.
_WORDS = """
    INSERT INTO fieldlabs_word (word, in_name)
    SELECT word, bool_or(in_name) FROM (
        SELECT fieldlabs_words_of(string_agg(name, ' ')) AS word, true AS in_name FROM {rows}
        UNION ALL
        SELECT fieldlabs_words_of(string_agg(concat_ws(' ', city, topic_nl, topic_en), ' ')), false FROM {rows}
    ) AS found GROUP BY word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET in_name = true WHERE excluded.in_name AND NOT fieldlabs_word.in_name;
    RETURN NULL;
"""
# What the search keeps beside the Fieldlabs; by statement where many rows may come at once.
KEEP_FINDABLE = [
    pgtrigger.Trigger(
        name="added_or_gone_is_a_change",
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        operation=pgtrigger.Insert | pgtrigger.Delete,
        func=_CHANGED,
    ),
    pgtrigger.Trigger(
        name="counted_otherwise_is_a_change",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("facets", "publication"),
        func=_CHANGED,
    ),
    pgtrigger.Trigger(
        name="keep_words_of_new",
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="added"),
        func=_WORDS.format(rows="added"),
    ),
    pgtrigger.Trigger(
        name="keep_words_of_changed",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("name", "city", "topic_nl", "topic_en"),
        condition=pgtrigger.AnyChange("name", "city", "topic_nl", "topic_en"),
        func=_WORDS.format(rows="(SELECT NEW.*) AS changed"),
    ),
]
