"""Who may open which page. A view that declares nothing is closed to everyone."""

from collections.abc import Callable

from accounts.models import Role

View = Callable[..., object]

# Roles of people who work for the programme; they need a second factor outside demo mode.
STAFF = frozenset(Role.values) - {Role.COMPANY}


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


def declared(view: View) -> object:
    """What the view declares: "public", "signed-in", "staff", a set of roles, or None (closed)."""
    if getattr(view, "access", None) is not None:
        return view.access
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return next((access for prefix, access in THIRD_PARTY.items() if module.startswith(prefix)), None)


# Views of packages cannot carry the attribute; they look after signing in themselves.
THIRD_PARTY = {
    "allauth.account": "public",
    "allauth.mfa": "public",
    "allauth.usersessions": "signed-in",
    "django.contrib.sitemaps": "public",
}


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
