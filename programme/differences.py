"""Where the sources seem to disagree, or where figures are easily mixed up: question, answer, figures."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Difference:
    """`keys`: the figures that are meant, in the order in which the answer names them."""

    slug: str
    question: str
    answer: list[str]
    keys: list[str]


DIFFERENCES = [
    Difference(
        "twee-keer-0-7-miljoen",
        _("Why are there two different amounts of € 0.7 million?"),
        [
            _(
                "They are two separate amounts that happen to be equally large. "
                "One is set apart for SMITZH, the hub in South Holland. "
                "It is a part of the € 2.8 million for the regions."
            ),
            _(
                "The other is for further support of SMEs. It is what is left of the € 3.5 million after those "
                "€ 2.8 million. An assessment programme is one possibility for it; nothing is decided."
            ),
            _(
                "The metropolitan area Rotterdam The Hague also puts € 0.7 million into SMITZH. "
                "That is not money of the State."
            ),
        ],
        ["smitzh_state_letter", "sme_support_letter", "smitzh_mrdh_letter"],
    ),
    Difference(
        "herkomst-3-5-miljoen",
        _("Is the € 3.5 million extra money, and for how many years is it?"),
        [
            _(
                "It is what was left of money that Parliament had added to the budget before, by an amendment. "
                "It is for 2018 only. The headline of the news article calls it extra."
            ),
            _("Of this, € 2.8 million is for proposals of the regions and € 0.7 million for further support of SMEs."),
        ],
        ["state_2018_letter", "state_2018_article", "regional_letter", "sme_support_letter"],
    ),
    Difference(
        "berekende-bedragen",
        _("Where do the € 2.1 million and the € 5.6 million come from?"),
        [
            _("We calculated them. Neither the letter nor the article names these amounts."),
            _(
                "The € 2.1 million is what is left for the regions after SMITZH. "
                "The € 5.6 million is State and regions together. It only holds if the regions match the whole "
                "€ 2.8 million. For the part of the Data Value Center that is not stated."
            ),
        ],
        ["regional_remaining_derived", "regional_match_min_derived", "regional_state_plus_match_derived"],
    ),
    Difference(
        "bijdrage-metropoolregio",
        _("Does the metropolitan area put € 0.7 million or € 0.75 million into SMITZH?"),
        [
            _("The letter says as much as the State, so € 0.7 million. The metropolitan area itself says € 750,000."),
            _("Either way the region puts in at least as much as the State. We show both and choose neither."),
        ],
        ["smitzh_mrdh_letter", "smitzh_mrdh_mrdh2018", "smitzh_mrdh_link2018"],
    ),
    Difference(
        "data-value-center",
        _("How much money is there for the Data Value Center?"),
        [
            _("That is unknown. Unknown is not zero: a part is kept aside, but the letter gives no amount."),
            _(
                "The text of the letter takes it from what is left for the regions, at most € 2.1 million. "
                "The table of the same letter takes it from the whole € 3.5 million, at most € 2.8 million."
            ),
            _("So the amount that is left for the other hubs is unknown too."),
        ],
        ["dvc_amount_text_letter", "dvc_amount_table_letter", "other_hubs_derived"],
    ),
    Difference(
        "veertig-zestig",
        _("Which amount does the division 40% and 60% belong to?"),
        [
            _(
                "To the € 165 million of the Fieldlabs: 40% from companies, 60% from knowledge institutions and "
                "government together."
            ),
            _(
                "It does not belong to the € 42 million of the ministries. That is an approximate amount. "
                "It probably lies within the 60%, but no source says so."
            ),
        ],
        [
            "fieldlabs_investment_letter",
            "fieldlabs_share_business_letter",
            "fieldlabs_share_public_letter",
            "fieldlabs_state_letter",
        ],
    ),
    Difference(
        "165-miljoen",
        _("Has the € 165 million been spent, or is it being spent?"),
        [
            _("The letter says that the money is being invested. The article says that it has been invested."),
            _(
                "A monitor by TNO has just over € 163 million and counts money up to 2020, so also money that was "
                "still to come. There, companies bring in 42% and public parties 58%."
            ),
        ],
        ["fieldlabs_investment_letter", "fieldlabs_investment_article", "fieldlabs_investment_tno2017"],
    ),
    Difference(
        "aantal-fieldlabs",
        _("Why do the numbers of Fieldlabs differ so much?"),
        [
            _(
                "Some sources count Fieldlabs that were founded, others those that started or that are active. "
                "They also differ in date. So the number can go down in a later source."
            ),
            _("Do not draw one line through these numbers. The same holds for the amounts invested."),
        ],
        ["fieldlabs_count_letter", "fieldlabs_count_tno2020", "fieldlabs_count_link2021", "fieldlabs_count_kst2022"],
    ),
    Difference(
        "drie-of-vier-jaar",
        _("Is the agenda 2018–2021 a plan for three or for four years?"),
        [
            _(
                "The letter looks four years ahead. The article calls it a plan for three years, "
                "but names the same years. If you count the first and the last year, there are four."
            )
        ],
        ["agenda_years_letter", "agenda_years_article", "agenda_years_derived"],
    ),
]
