"""Which Fieldlab fits: the order and the answers, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from fieldlabs.choosing import GOALS, Candidate, Fit, Question, match, rank

WELDING = frozenset({"smart-working"})
CANDIDATE = st.builds(
    Candidate,
    id=st.integers(1, 50),
    name=st.sampled_from(["A", "B", "C"]),
    kinds=st.frozensets(st.sampled_from(["advice", "pilot_line", "training", "use"])),
    has_training=st.booleans(),
    transformations=st.sampled_from([frozenset(), WELDING]),
    found=st.sampled_from([(), ("robot",), ("robot", "lassen")]),
    km=st.none() | st.floats(0, 300),
)
QUESTION = st.builds(
    Question,
    goal=st.sampled_from(["", *GOALS]),
    transformation=st.sampled_from(["", "smart-working"]),
    words=st.sampled_from([(), ("robot", "lassen")]),
    has_place=st.just(True),
    radius=st.none() | st.sampled_from([10, 50]),
)


def names(candidates, question: Question) -> list[str]:
    return [one.candidate.name for one in rank(candidates, question, 10)]


def test_what_fits_in_all_comes_before_what_is_nearer():
    far = Candidate(1, "far", kinds=frozenset({"pilot_line"}), km=40.0)
    near = Candidate(2, "near", kinds=frozenset({"advice"}), km=2.0)
    assert names([near, far], Question(goal="produceren", has_place=True, radius=50)) == ["far", "near"]


def test_unknown_comes_before_no():
    unknown = Candidate(1, "unknown", km=10.0)
    other = Candidate(2, "other", kinds=frozenset({"advice"}), km=5.0)
    question = Question(goal="produceren", has_place=True, radius=50)
    assert names([other, unknown], question) == ["unknown", "other"]
    assert match(unknown, question).fits == {"goal": Fit.UNKNOWN, "distance": Fit.YES}


def test_what_is_about_something_else_is_left_out():
    other = Candidate(1, "other", kinds=frozenset({"pilot_line"}), km=1.0)
    assert names([other], Question(goal="produceren", transformation="smart-working", has_place=True, radius=50)) == []


def test_of_equal_fits_the_one_with_more_of_the_words_comes_first_then_the_nearest():
    both = Candidate(1, "both", found=("robot", "lassen"), km=90.0)
    near = Candidate(2, "near", found=("robot",), km=1.0)
    lost = Candidate(3, "lost", found=("robot",))
    assert names([lost, near, both], Question(words=("robot", "lassen"))) == ["both", "near", "lost"]


def test_training_helps_who_wants_to_learn():
    lab = Candidate(1, "lab", has_training=True)
    assert match(lab, Question(goal="leren")).is_whole
    assert not match(lab, Question(goal="produceren")).is_whole


def test_without_questions_the_nearest_come_first():
    assert names([Candidate(1, "b", km=9.0), Candidate(2, "a", km=3.0)], Question(has_place=True)) == ["a", "b"]


@given(st.lists(CANDIDATE, max_size=30, unique_by=lambda one: one.id), QUESTION, st.integers(1, 10))
def test_order_does_not_depend_on_how_they_come(candidates, question, most):
    ranked = rank(candidates, question, most)
    assert ranked == rank(reversed(candidates), question, most)
    assert len(ranked) <= most
    yes = [one.number(Fit.YES) for one in ranked]
    assert yes == sorted(yes, reverse=True)
    assert all(one.fits.get("subject") is not Fit.NO for one in ranked)
