"""The shape of a questionnaire: immutable, in Dutch and English side by side."""

from dataclasses import dataclass
from functools import cached_property

LEVELS = (1, 2, 3, 4, 5)
QUICK, DEEP = "quick", "deep"
DRAFT, PUBLISHED = "draft", "published"

TRANSFORMATIONS = (
    "advanced-manufacturing",
    "flexible-manufacturing",
    "smart-products",
    "servitization",
    "digital-factory",
    "connected-factories",
    "sustainable-factory",
    "smart-working",
)
GOALS = (
    "cost",
    "lead-time",
    "quality",
    "staff-shortage",
    "energy-materials",
    "new-services",
)
TAGS = ("cyber", "data-sharing", "skills", "energy")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an outsider could see at one level, and what to do for the next. `to_next_*` is "" at level 5."""

    level: int
    text_nl: str
    text_en: str
    to_next_nl: str
    to_next_en: str


@dataclass(frozen=True, slots=True)
class Question:
    """One scale of five statements. `weight` is in whole per cent of its dimension, None when all count alike."""

    id: str
    transformation: str
    depth: str
    text_nl: str
    text_en: str
    help_nl: str
    help_en: str
    goals: tuple[str, ...]
    tags: tuple[str, ...]
    weight: int | None
    statements: tuple[Statement, ...]

    def statement(self, level: int) -> Statement:
        """The statement of a level from 1 to 5. Raises LookupError for any other."""
        for statement in self.statements:
            if statement.level == level:
                return statement
        raise LookupError(f"Question {self.id} has no level {level}.")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the eight transformations, with its quick question first and its deep ones after it."""

    slug: str
    name_nl: str
    name_en: str
    questions: tuple[Question, ...]

    @property
    def quick(self) -> Question:
        return next(question for question in self.questions if question.depth == QUICK)

    @property
    def deep(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.depth == DEEP)


@dataclass(frozen=True)
class Questionnaire:
    """One version of the instrument. `digest` is the SHA-256 (hex) of its content, see `digest_of`."""

    slug: str
    version: str
    status: str
    title_nl: str
    title_en: str
    instruction_nl: str
    instruction_en: str
    licence: str
    licence_nl: str
    licence_en: str
    dimensions: tuple[Dimension, ...]
    digest: str

    @property
    def quick_questions(self) -> tuple[Question, ...]:
        """The eight questions of the quick scan, in the order of the transformations."""
        return tuple(dimension.quick for dimension in self.dimensions)

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises LookupError when this version has none."""
        return self._questions[question_id]

    def has(self, question_id: str) -> bool:
        return question_id in self._questions

    def dimension(self, slug: str) -> Dimension:
        """The dimension with the slug of this transformation. Raises LookupError when there is none."""
        return self._dimensions[slug]

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.id: question for dimension in self.dimensions for question in dimension.questions}

    @cached_property
    def _dimensions(self) -> dict[str, Dimension]:
        return {dimension.slug: dimension for dimension in self.dimensions}
