"""Addresses of lists that come in and go out, under /fieldlabs/."""

from django.urls import path

from fieldlabs.views import imports

urlpatterns = [
    path("import/", imports.import_list, name="import_list"),
    path("import/nieuw/", imports.import_start, name="import_start"),
    path("import/voorbeeld.xlsx", imports.import_template, {"kind": "xlsx"}, name="import_template_xlsx"),
    path("import/voorbeeld.csv", imports.import_template, {"kind": "csv"}, name="import_template_csv"),
    path("import/<uuid:key>/", imports.import_preview, name="import_preview"),
    path("import/<uuid:key>/kolommen/", imports.import_map, name="import_map"),
    path("import/<uuid:key>/rijen/<int:number>/", imports.import_row, name="import_row"),
    path("import/<uuid:key>/bevestigen/", imports.import_confirm, name="import_confirm"),
    path("import/<uuid:key>/verslag/", imports.import_report, name="import_report"),
    path("export.xlsx", imports.fieldlab_export, {"kind": "xlsx"}, name="fieldlab_export_xlsx"),
    path("export.csv", imports.fieldlab_export, {"kind": "csv"}, name="fieldlab_export_csv"),
]
