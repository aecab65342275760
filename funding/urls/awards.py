"""What follows an award: evidence, settlement, objection."""

urlpatterns = []
