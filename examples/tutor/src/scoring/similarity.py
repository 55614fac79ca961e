"""TF-IDF of words and letter groups, and a ridge regression on top, in plain Python."""

import math
import re


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def groups(text, size=3):
    joined = " " + " ".join(words(text)) + " "
    return [joined[i:i + size] for i in range(len(joined) - size + 1)]


def vector(tokens, weights, other):
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    return {token: (1 + math.log(count)) * weights.get(token, other) for token, count in counts.items()}


def cosine(one, two):
    both = sum(value * two.get(token, 0) for token, value in one.items())
    length = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in two.values()))
    return both / length if length else 0.0


def features(model, expected, given):
    """Nearness by words, by letter groups, and the part of the expected words that were given."""
    rare = model["rare"]
    by_word = cosine(vector(words(expected), model["words"], rare), vector(words(given), model["words"], rare))
    by_group = cosine(vector(groups(expected), {}, 1), vector(groups(given), {}, 1))
    wanted = set(words(expected))
    found = len(wanted & set(words(given))) / len(wanted) if wanted else 0.0
    return [1.0, by_word, by_group, found]


def score(model, expected, given):
    value = sum(w * f for w, f in zip(model["ridge"], features(model, expected, given)))
    return min(1.0, max(0.0, value))
