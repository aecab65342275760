"""Plans as applicants write them."""

urlpatterns = []
