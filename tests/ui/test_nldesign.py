"""The crispy pack: names, hints and errors are tied to their fields."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.template import Context, Template
from django.utils import translation

from ui.gallery import SampleForm, formset
from ui.layout import Actions, Cancel, Danger, Hidden, Remembered, Secondary, Submit
from ui.templatetags import ui_forms

WRONG = {"email": "jan", "staff": "0"}


def render(form, language="nl", **context) -> str:
    with translation.override(language):
        return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form, **context}))


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', html)


@pytest.fixture(params=["form", "formset"])
def wrong(request) -> str:
    if request.param == "form":
        return render(SampleForm(WRONG))
    return render(formset({"branch-TOTAL_FORMS": "2", "branch-INITIAL_FORMS": "0", "branch-0-name": "Oost"}))


def test_error_links_lead_to_existing_ids(wrong):
    links = re.findall(r'href="#([^"]+)"', wrong)

    assert links
    assert set(links) <= set(ids(wrong)) | {"forms"}


def test_descriptions_exist(wrong):
    described = [one for value in re.findall(r'aria-describedby="([^"]*)"', wrong) for one in value.split()]

    assert described
    assert set(described) <= set(ids(wrong))


def test_labels_lead_to_existing_ids(wrong):
    assert set(re.findall(r'<label[^>]* for="([^"]*)"', wrong)) <= set(ids(wrong))


def test_ids_are_unique(wrong):
    assert len(ids(wrong)) == len(set(ids(wrong)))


def test_summary_has_one_link_for_every_error():
    form = SampleForm(WRONG)

    html = render(form)

    assert html.count('<li><a href="#id_') == sum(len(errors) for errors in form.errors.values())
    assert 'role="alert" tabindex="-1"' in html


def test_radios_are_linked_at_their_first_option_and_say_that_they_are_wrong():
    html = render(SampleForm(WRONG))

    assert 'href="#id_level_0"' in html
    assert re.search(r'<fieldset[^>]*id="id_level_fieldset" role="radiogroup" aria-invalid="true"', html)
    assert not re.search(r'<input type="radio"[^>]*aria-invalid', html)


def test_options_can_have_hints():
    assert "Bijvoorbeeld met OPC UA." in render(SampleForm())


def test_form_without_errors_has_no_summary():
    assert 'role="alert"' not in render(SampleForm())


def test_form_leaves_checking_to_the_server():
    assert re.search(r'<form class="si-form[^>]* method="post"[^>]* novalidate>', render(SampleForm()))


def test_typed_values_come_back():
    assert re.search(r'<input type="email" name="email" value="jan"', render(SampleForm(WRONG)))


def test_optional_fields_say_so_and_required_ones_do_not():
    html = render(SampleForm())

    assert html.count("(niet verplicht)") == 3


def test_search_forms_do_not_mark_optional_fields():
    class Search(forms.Form):
        q = forms.CharField(label="Zoek", required=False)

    form = Search()
    form.helper = FormHelper()
    form.helper.form_method = "get"

    html = render(form)

    assert "niet verplicht" not in html
    assert "csrf" not in html


def test_general_errors_stand_in_the_summary_without_a_link():
    class Strict(forms.Form):
        name = forms.CharField(required=False)

        def clean(self):
            raise forms.ValidationError("Samen klopt dit niet.")

    assert "<li>Samen klopt dit niet.</li>" in render(Strict({}))


def test_wrong_hidden_field_is_named_in_the_summary():
    class Secret(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    assert "<li>Dit veld is verplicht.</li>" in render(Secret({}))


def test_group_without_options_is_linked_at_its_fieldset():
    class Empty(forms.Form):
        choice = forms.ChoiceField(widget=forms.RadioSelect, choices=[])

    html = render(Empty({}))

    assert 'href="#id_choice_fieldset"' in html
    assert 'id="id_choice_fieldset"' in html


def test_several_inputs_of_one_field_form_a_group():
    class When(forms.Form):
        moment = forms.SplitDateTimeField(widget=forms.SplitDateTimeWidget, label="Wanneer")

    html = render(When({}))

    assert re.search(r'<fieldset[^>]*id="id_moment_fieldset"', html)
    assert 'href="#id_moment_0"' in html


def test_text_that_was_typed_is_escaped():
    html = render(SampleForm({"company": '"><script>alert(1)</script>', "email": "<b>"}))

    assert "<script>alert" not in html
    assert "<b>" not in html


def test_buttons_carry_our_classes_and_not_those_of_other_packs():
    form = forms.Form()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Actions(Submit("save", "Bewaar"), Secondary("draft", "Concept"), Danger("drop", "Weg"), Cancel("/terug/")),
        Hidden("step", "2"),
    )

    html = render(form)

    assert "btn" not in html
    assert re.search(
        r'<button type="submit" class="utrecht-button utrecht-button--primary-action\s*" name="save"', html
    )
    assert re.search(
        r'<button type="submit" class="utrecht-button\s+utrecht-button--secondary-action" name="draft"', html
    )
    assert re.search(r'<button type="submit" class="utrecht-button\s+utrecht-button--danger" name="drop"', html)
    assert '<a class="utrecht-button-link utrecht-button-link--subtle" href="/terug/">Annuleren</a>' in html
    assert '<input type="hidden" name="step" value="2">' in html


def test_own_classes_of_a_widget_stay():
    class Short(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"class": "si-textbox--short other"}))

    assert 'class="utrecht-textbox si-textbox--short"' in render(Short())


@pytest.mark.parametrize(("label", "expected"), [("Naam", "Naam:"), ("Naam:", "Naam:"), ("Waarom?", "Waarom?")])
def test_summary_puts_no_colon_after_a_question(label, expected):
    assert ui_forms._before_colon(label) == expected


class Colour(forms.Form):
    colour = forms.ChoiceField(choices=[("r", "Red"), ("b", "Blue")], widget=forms.RadioSelect)

    def __init__(self, key, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(Remembered((key,), "colour"))


def test_remembered_part_is_drawn_once_per_key_value_and_language(monkeypatch):
    monkeypatch.setattr(Remembered, "drawn", {})

    pages = [
        render(Colour("a")),
        render(Colour("a")),
        render(Colour("a", initial={"colour": "b"})),
        render(Colour("c")),
    ]
    render(Colour("a"), "en")

    assert pages[0] == pages[1] == pages[3] != pages[2]
    assert [page.count("checked") for page in pages] == [0, 0, 1, 0]
    assert len(Remembered.drawn) == 4


def test_form_that_was_sent_is_drawn_anew(monkeypatch):
    monkeypatch.setattr(Remembered, "drawn", {})
    render(Colour("a"))

    sent = render(Colour("a", {"colour": "green"}))

    assert "utrecht-form-fieldset--invalid" in sent
    assert "invalid" not in render(Colour("a"))
    assert len(Remembered.drawn) == 1


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(Remembered, "drawn", {})
    monkeypatch.setattr(Remembered, "MOST", 2)

    for key in "abcde":
        render(Colour(key))

    assert len(Remembered.drawn) <= 2


class Turned(forms.Form):
    agreed = forms.BooleanField(label="Ik ga akkoord. " * 20)
    name = forms.CharField(label="Naam")
    helper = FormHelper()
    helper.layout = Layout("name", "agreed")


def test_errors_stand_in_the_order_of_the_page_and_quote_no_whole_text():
    links = ui_forms.error_links(Turned({}))

    assert [(one["id"], one["label"]) for one in links] == [("id_name", "Naam:"), ("id_agreed", "")]
