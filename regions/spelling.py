"""Typing errors: how many letters apart two words are. Pure."""


def allowed(word: str) -> int:
    """How many errors a word of this length may have: 1 in "robt", 2 in "ramlabb", 3 in "duurzamheidsfabrik"."""
    return 1 if len(word) < len("ramlab") else 2 if len(word) < len("duurzaamheid") else 3


def distance(one: str, other: str) -> int:
    """Letters to add, take away, change or swap with their neighbour to make one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and its == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
