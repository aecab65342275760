app_name = "fieldlabs"
urlpatterns = []
