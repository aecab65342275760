"""What can be wrong with a cell or a row, and the sentence that says how to mend it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Problem(Exception):
    """Raised by a reader: `code` of `SENTENCES`, `facts` for the sentence."""

    def __init__(self, code: str, **facts: object):
        super().__init__(code)
        self.code = code
        self.facts = facts


SENTENCES = {
    "missing": gettext_lazy("This is missing. A new Fieldlab needs it."),
    "too_long": gettext_lazy("This is %(length)s characters long; at most %(most)s fit. Make it shorter."),
    "formula": gettext_lazy("This is a formula without a result. Type the value itself."),
    "error": gettext_lazy("The spreadsheet could not work this out (%(text)s). Type the value itself."),
    "no_date": gettext_lazy("This is no date. Write it as 31-12-2018."),
    "year": gettext_lazy("This year cannot be right. Write the date as 31-12-2018."),
    "no_level": gettext_lazy("This is no technology readiness level. Write a number from 1 to 9, or 4-7."),
    "level_order": gettext_lazy("The lowest level comes first. Write 4-7, not 7-4."),
    "level_half": gettext_lazy("Give both levels, or leave both empty."),
    "no_website": gettext_lazy("This is no web address. Write it as https://www.voorbeeld.nl."),
    "no_postal_code": gettext_lazy("This is no postal code. Write it as 1234 AB."),
    "no_choice": gettext_lazy("“%(value)s” is not known here. Choose: %(choices)s."),
    "no_province": gettext_lazy("There is no province “%(value)s”. Check the spelling."),
    "other_region": gettext_lazy("This lies outside %(region)s. Only the hub of that region can register it."),
    "no_place": gettext_lazy("We know no place “%(value)s”. Check the spelling, or leave it empty."),
    "no_place_like": gettext_lazy("We know no place “%(value)s”. Do you mean %(like)s?"),
    "many_places": gettext_lazy("Several places are called so. Fill in the province: %(choices)s."),
    "place_province": gettext_lazy("%(value)s does not lie in this province. Change the place or the province."),
    "no_operator": gettext_lazy("We know no organisation “%(value)s” among the partners. Add it as a partner first."),
    "many_operators": gettext_lazy("Several organisations are called so. Write the KvK number behind the name."),
    "no_slug": gettext_lazy("Your region has no Fieldlab with this address. Leave it empty for a new Fieldlab."),
    "many_fieldlabs": gettext_lazy("Several Fieldlabs are called so. Fill in the address of one: %(choices)s."),
    "double": gettext_lazy("Row %(row)s is about the same Fieldlab. Leave one of the two out."),
    "plan_order": gettext_lazy("The last day of the plan comes after the first."),
    "submitted": gettext_lazy("The steering group is looking at this Fieldlab. It can be changed after its decision."),
    "closed": gettext_lazy("This Fieldlab is closed. It is no longer changed."),
    "too_many": gettext_lazy("These are %(number)s items; at most %(most)s fit."),
    "alike": gettext_lazy("This looks like %(name)s, which is there already. If it is the same, leave this row out."),
    "doubled": gettext_lazy("“%(value)s” stands here twice. It counts once."),
}  # fmt: skip
"""By code. "alike" and "doubled" are warnings: they stop nothing."""


def sentence(code: str, facts: Mapping[str, object]) -> str:
    return str(SENTENCES[code]) % facts if code in SENTENCES else _("This cannot be read.")
