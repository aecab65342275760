"""Two people or machines at the same letter, each with its own connection."""

from hubs import actions
from hubs.actions.versions import NewerVersion
from tests.hubs.racing import race
from tests.hubs.test_handover import member
from tests.hubs.test_letter_templates import TYPED, write


def test_of_two_editors_at_once_the_second_hears_of_the_first(fresh_database):
    eva = member("eva")
    made = write(eva)
    letters = [actions.Letter(**(TYPED | {"body_nl": text})) for text in ("Eerste", "Tweede")]

    def change(letter):
        return lambda: actions.change_letter(template=made, letter=letter, version=1, by=eva)

    ended = race([change(letter) for letter in letters])

    assert [type(one) for one in ended if isinstance(one, Exception)] == [NewerVersion]
