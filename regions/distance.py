"""Distance over the globe."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two positions in degrees (haversine)."""
    rise, run = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(rise / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(run / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
