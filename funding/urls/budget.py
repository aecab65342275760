"""Budget decisions, schemes, mandates and waivers."""

urlpatterns = []
