"""Who may open which page. A view that declares nothing is closed to everyone."""

from collections.abc import Callable

from accounts.models import Role

View = Callable[..., object]

# Roles of people who work for the programme; they need a second factor outside demo mode.
STAFF = frozenset(Role.values) - {Role.COMPANY}
SECOND_FACTORS = ("totp", "webauthn")


def public(view: View) -> View:
    """Everyone may open this page."""
    view.access = "public"
    return view


def signed_in(view: View) -> View:
    """Everyone with an account may open this page."""
    view.access = "signed-in"
    return view


def allow(*roles: str) -> Callable[[View], View]:
    """People who hold one of these roles today may open this page."""

    def declare(view: View) -> View:
        view.access = frozenset(roles)
        return view

    return declare


# Views that nobody of the house made and that cannot carry the attribute, by module and name.
# (Those of allauth are declared where they get their address, in urls.py.)
THIRD_PARTY = {"django.contrib.sitemaps.views.sitemap": "public"}


def declared(view: View) -> object:
    """What the view declares: "public", "signed-in", "staff", a set of roles, or None (closed)."""
    name = f"{getattr(view, '__module__', '')}.{getattr(view, '__name__', '')}"
    return getattr(view, "access", None) or THIRD_PARTY.get(name)


def may_open(user, access: object) -> bool:
    """Whether this person may open a page that declares `access`."""
    if access == "public":
        return True
    if access is None or not user.is_authenticated:
        return False
    if access == "signed-in":
        return True
    if access == "staff":
        return bool(user.roles & STAFF)
    return bool(user.roles & access)
