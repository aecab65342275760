"""The kinds of rows on the page of a Fieldlab: what the row editor (fieldlabs/rows.py, views/rows.py) knows of each.

A new kind is one entry here, with its form in row_forms.py and its words in row_words.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldlabs import row_forms, row_words
from fieldlabs.models import Equipment, EvidenceCase, Investment, Link, Partner, Result, Service
from fieldlabs.models.parts import Part
from ui import formats

Cell = Callable[[Part], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """`key` in code and names of addresses, `path` in addresses; `columns`: heading and what stands in the cell.

    `ordered`: whether its editors choose the order. `panel`: a template above the list, whose content
    views/panels.py makes of the rows.
    """

    key: str
    path: str
    model: type[Part]
    form: type[row_forms.RowForm]
    title: Promise
    one: Promise
    intro: Promise
    columns: tuple[tuple[Promise, Cell], ...]
    related: tuple[str, ...] = ()
    ordered: bool = True
    panel: str = ""

    def __str__(self) -> str:
        return self.key

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.form._meta.fields)


PARTNER = Kind(
    key="partner",
    path="partners",
    model=Partner,
    form=row_forms.PartnerForm,
    title=_("Partners"),
    one=_("Add a partner"),
    intro=_("Organisations that take part, and what each does."),
    columns=(
        (_("Organisation"), lambda row: row.organisation.name),
        (_("Kind"), lambda row: row.organisation.get_kind_display()),
        (_("Role"), lambda row: row.get_role_display()),
        (_("Size"), row_words.size),
        (_("Group"), lambda row: row.group or "-"),
        (_("Period"), row_words.period),
    ),
    related=("organisation", "size"),
    panel="fieldlabs/rows/composition.html",
)
INVESTMENT = Kind(
    key="investment",
    path="investeringen",
    model=Investment,
    form=row_forms.InvestmentForm,
    title=_("Investments"),
    one=_("Add an investment"),
    intro=_("An amount of one source, for one year and one phase. Planned, committed and realised are not added up."),
    columns=(
        (_("Year"), row_words.year),
        (_("Source"), row_words.source),
        (_("Kind"), lambda row: row.get_kind_display()),
        (_("Phase"), lambda row: row.get_phase_display()),
        (_("Amount"), lambda row: formats.euro(row.amount)),
    ),
    ordered=False,
    panel="fieldlabs/rows/investments.html",
)
SERVICE = Kind(
    key="service",
    path="diensten",
    model=Service,
    form=row_forms.ServiceForm,
    title=_("Services"),
    one=_("Add a service"),
    intro=_("What a company can have done here, what it costs, and why it may cost less than the market asks."),
    columns=(
        (_("Service"), lambda row: row.name_nl),
        (_("Kind"), lambda row: row.get_kind_display()),
        (_("Price"), row_words.price),
        (_("State aid"), lambda row: row.get_aid_basis_display()),
        (_("TRL"), row_words.trl),
    ),
)
EQUIPMENT = Kind(
    key="equipment",
    path="apparatuur",
    model=Equipment,
    form=row_forms.EquipmentForm,
    title=_("Equipment"),
    one=_("Add equipment"),
    intro=_("Machines and installations that companies can use or see."),
    columns=(
        (_("Equipment"), lambda row: row.name_nl),
        (_("Year"), row_words.year),
        (_("Amount"), lambda row: formats.euro(row.amount)),
    ),
)
CASE = Kind(
    key="case",
    path="voorbeelden",
    model=EvidenceCase,
    form=row_forms.CaseForm,
    title=_("Examples of companies"),
    one=_("Add an example"),
    intro=_("What a company asked, and what came of it. With its name only if the company agreed."),
    columns=(
        (_("Example"), lambda row: row.title_nl),
        (_("Company"), lambda row: row.company or _("without name")),
        (_("Year"), row_words.year),
    ),
)
RESULT = Kind(
    key="result",
    path="resultaten",
    model=Result,
    form=row_forms.ResultForm,
    title=_("Results"),
    one=_("Add a result"),
    intro=_("How many new products, improved processes and new business came of the work, by year."),
    columns=(
        (_("Year"), row_words.year),
        (_("Kind"), lambda row: row.get_kind_display()),
        (_("How many"), lambda row: formats.number(row.number)),
        (_("How it was counted"), lambda row: row.basis),
    ),
    ordered=False,
)
LINK = Kind(
    key="link",
    path="links",
    model=Link,
    form=row_forms.LinkForm,
    title=_("Links"),
    one=_("Add a link"),
    intro=_("Where a reader finds more."),
    columns=((_("Link"), lambda row: row.title_nl), (_("Address"), lambda row: row.url)),
)
KINDS = {one.key: one for one in (SERVICE, EQUIPMENT, PARTNER, INVESTMENT, CASE, RESULT, LINK)}
