"""Payments, account numbers and the financial administration."""

urlpatterns = []
