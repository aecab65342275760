"""Everyday names of what a company says about itself: goals, sectors, sizes, roles.

The official names of sectors and sizes stay with their rows; these are the words that an owner looks for.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import SizeClass

GOALS = {
    "cost": gettext_lazy("Lower costs"),
    "lead-time": gettext_lazy("Deliver faster"),
    "quality": gettext_lazy("Better quality, fewer faults"),
    "staff-shortage": gettext_lazy("Do more with the people we have"),
    "energy-materials": gettext_lazy("Use less energy and material"),
    "new-services": gettext_lazy("New products or services"),
}
TAGS = {
    "cyber": gettext_lazy("cybersecurity"),
    "data-sharing": gettext_lazy("sharing data"),
    "skills": gettext_lazy("skills"),
    "energy": gettext_lazy("energy"),
}
# SBI 2008: divisions of manufacturing by their number, other sections by their letter.
MANUFACTURING = {
    "10": gettext_lazy("Food"),
    "11": gettext_lazy("Beverages"),
    "12": gettext_lazy("Tobacco products"),
    "13": gettext_lazy("Textiles"),
    "14": gettext_lazy("Clothing"),
    "15": gettext_lazy("Leather and shoes"),
    "16": gettext_lazy("Wood products (no furniture)"),
    "17": gettext_lazy("Paper and cardboard"),
    "18": gettext_lazy("Printing"),
    "19": gettext_lazy("Oil products"),
    "20": gettext_lazy("Chemicals"),
    "21": gettext_lazy("Medicines"),
    "22": gettext_lazy("Plastics and rubber"),
    "23": gettext_lazy("Glass, ceramics, concrete and stone"),
    "24": gettext_lazy("Metals (foundry, rolling mill)"),
    "25": gettext_lazy("Metal products (turning, milling, welding, sheet metal)"),
    "26": gettext_lazy("Electronics and instruments"),
    "27": gettext_lazy("Electrical equipment"),
    "28": gettext_lazy("Machines"),
    "29": gettext_lazy("Cars, trailers and their parts"),
    "30": gettext_lazy("Ships, trains, aircraft and bicycles"),
    "31": gettext_lazy("Furniture"),
    "32": gettext_lazy("Other products (medical aids, toys, jewellery)"),
    "33": gettext_lazy("Repair and installation of machines"),
}
OTHER_SECTORS = {
    "A": gettext_lazy("Agriculture and fishing"),
    "B": gettext_lazy("Mining of sand, gravel, salt, oil or gas"),
    "D": gettext_lazy("Electricity, gas and heat"),
    "E": gettext_lazy("Water and waste"),
    "F": gettext_lazy("Construction"),
    "G": gettext_lazy("Trade"),
    "H": gettext_lazy("Transport and storage"),
    "J": gettext_lazy("IT and communication"),
    "M": gettext_lazy("Engineering, advice and research"),
    "N": gettext_lazy("Renting out and other business services"),
    "P": gettext_lazy("Education"),
    "Q": gettext_lazy("Health care"),
}


def goal_name(goal: str) -> str:
    return str(GOALS[goal])


def tag_name(tag: str) -> str:
    return str(TAGS[tag])


def goal_names(goals: list[str]) -> str:
    return "; ".join(goal_name(goal) for goal in goals)


def sector_name(code: str) -> str:
    """Raises KeyError for a code that the portal does not have."""
    return str((MANUFACTURING | OTHER_SECTORS)[code])


def size_name(size: SizeClass) -> str:
    """ "10 to 49 people"."""
    if size.staff_max is None:
        return _("%(least)s people or more") % {"least": size.staff_min}
    if size.staff_min <= 1:
        return _("At most %(most)s people") % {"most": size.staff_max}
    return _("%(least)s to %(most)s people") % {"least": size.staff_min, "most": size.staff_max}
