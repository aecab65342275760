"""Plans as the ministry reviews and decides on them."""

urlpatterns = []
