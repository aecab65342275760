"""What the contact of a Fieldlab proposes for its rows: a new one, another content, or that one goes.

Such a proposal is kept as one for a section is. Its `section` names the kind of row and the row itself, so that one
proposal for each row waits at a time; its `data` are the fields of the row's form as they were typed.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from fieldlabs import row_values, rows
from fieldlabs.kinds import PARTNER, Kind
from fieldlabs.models import ChangeProposal, Fieldlab
from fieldlabs.models.parts import Part
from fieldlabs.partner_forms import AddPartnerForm
from fieldlabs.row_forms import RowForm
from fieldlabs.row_sections import read
from fieldlabs.section_forms import sent
from ui.differences import words

REMOVE = "remove"


def form_of(kind: Kind, row: Part | None) -> type[RowForm]:
    """Which organisation a partner is, is said once: when it is added."""
    return AddPartnerForm if kind is PARTNER and row is None else kind.form


def find(fieldlab: Fieldlab, kind: Kind, pk: int) -> Part | None:
    """A row of this very Fieldlab."""
    row = kind.model.objects.filter(fieldlab=fieldlab, pk=pk).select_related(*kind.related).first()
    if row is not None:
        row.fieldlab = fieldlab
    return row


def base_of(kind: Kind, row: Part | None) -> str:
    return row_values.digest(row_values.values(row, kind.fields)) if row else "new"


@dataclass
class Wanted:
    """A proposal for a row beside what is saved now. `row` None: a new one, or it is gone (then it does not fit)."""

    fieldlab: Fieldlab
    proposal: ChangeProposal
    kind: Kind
    pk: int | None

    @cached_property
    def row(self) -> Part | None:
        return find(self.fieldlab, self.kind, self.pk) if self.pk else None

    @property
    def removes(self) -> bool:
        return REMOVE in self.proposal.data

    @cached_property
    def form(self) -> RowForm:
        # The form writes on its own copy; `row` stays what is saved.
        copy = find(self.fieldlab, self.kind, self.pk) if self.pk else None
        form = form_of(self.kind, self.row)
        return form(sent(self.proposal.data), instance=copy, fieldlab=self.fieldlab, cancel_url="", proposes=True)

    @cached_property
    def fits(self) -> bool:
        if self.pk and self.row is None:
            return False
        return self.removes or self.form.is_valid()

    @property
    def base(self) -> str:
        return base_of(self.kind, self.row)

    @property
    def changed_since(self) -> bool:
        return bool(self.pk) and self.proposal.data.get("seen") != [self.base]

    @property
    def did(self) -> str:
        if self.removes:
            return _("This row would be removed.")
        return _("This row would be changed.") if self.pk else _("This row would be added.")

    @property
    def lines(self) -> list[dict[str, object]]:
        """What would differ, field by field, the organisation of a new partner on top; nothing if it does not fit."""
        if not self.fits:
            return []
        held = row_values.values(self.row, self.kind.fields) if self.row else {}
        mine = {} if self.removes else row_values.plain(self.form.given())
        others = row_values.others(self.kind.model, [held, mine])
        return [*self._who(), *rows.differences(self.kind, held, mine, others)]

    def _who(self) -> list[dict[str, object]]:
        if self.kind is not PARTNER or self.row:
            return []
        typed = self.form.cleaned_data
        who = " ".join(filter(None, (typed["name"].strip(), typed["kvk_number"])))
        return [{"label": _("Organisation"), "before": "", "after": who, "pieces": words("", who)}]


def wanted(fieldlab: Fieldlab, proposal: ChangeProposal) -> Wanted | None:
    """None for a proposal for a section that is a form."""
    named = read(proposal.section)
    return Wanted(fieldlab, proposal, *named) if named else None
