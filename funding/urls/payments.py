"""Payments, account numbers and the financial administration."""

from django.urls import path

from funding.views import bank_accounts, payments, reconciliation

urlpatterns = [
    path("betalingen/", payments.payment_list_page, name="payment_list"),
    path("betalingen/opdrachten.csv", payments.payment_orders, name="payment_orders"),
    path("betalingen/<int:payment>/", payments.payment_detail, name="payment_detail"),
    path("toekenningen/<str:number>/betalen/", payments.payment_propose, name="payment_propose"),
    path("toekenningen/<str:number>/terugontvangst/", payments.refund_create, name="refund_create"),
    path("rekeningnummers/", bank_accounts.bank_account_list, name="bank_account_list"),
    path("rekeningnummers/nieuw/", bank_accounts.bank_account_create, name="bank_account_create"),
    path("rekeningnummers/<int:account>/bevestigen/", bank_accounts.bank_account_confirm, name="bank_account_confirm"),
    path("aansluiting/", reconciliation.reconciliation_list, name="reconciliation_list"),
    path("aansluiting/voorbeeld.csv", reconciliation.reconciliation_template, name="reconciliation_template"),
    path("aansluiting/inlezen/", reconciliation.reconciliation_import, name="reconciliation_import"),
    path("aansluiting/<int:reconciliation>/", reconciliation.reconciliation_detail, name="reconciliation_detail"),
    path("aansluiting/verschil/<int:difference>/", reconciliation.difference_explain, name="difference_explain"),
]
