"""Co-funding: pledges and their confirmation."""

urlpatterns = []
