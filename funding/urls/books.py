"""The journal, and the story of an award."""

urlpatterns = []
