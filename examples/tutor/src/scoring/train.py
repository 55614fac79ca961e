"""Trains the model from examples.csv: train.py FOLDER_OF_THE_LAYER."""

import csv
import json
import math
import pathlib
import sys

import similarity

HERE = pathlib.Path(__file__).parent


def examples():
    with open(HERE / "examples.csv", encoding="utf-8", newline="") as file:
        return [(row["expected"], row["given"], float(row["score"])) for row in csv.DictReader(file)]


def inverse_frequencies(texts):
    counts = {}
    for text in texts:
        for word in set(similarity.words(text)):
            counts[word] = counts.get(word, 0) + 1
    return {word: 1 + math.log((1 + len(texts)) / (1 + count)) for word, count in counts.items()}


def solve(matrix, values):
    """Gaussian elimination."""
    rows = [row[:] + [value] for row, value in zip(matrix, values)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def train(rows, penalty=0.1):
    texts = [text for expected, given, _ in rows for text in (expected, given)]
    weights = inverse_frequencies(texts)
    model = {"words": weights, "rare": 1 + math.log(1 + len(texts))}
    points = [(similarity.features(model, expected, given), score) for expected, given, score in rows]
    size = len(points[0][0])
    gram = [
        [sum(f[i] * f[k] for f, _ in points) + (penalty if i == k else 0) for k in range(size)]
        for i in range(size)
    ]
    model["ridge"] = solve(gram, [sum(f[i] * s for f, s in points) for i in range(size)])
    return model


def main(folder):
    model = train(examples())
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / "similarity_model.json").write_text(json.dumps(model, sort_keys=True), encoding="utf-8")
    print(f"The model has {len(model['words'])} words")


if __name__ == "__main__":
    main(sys.argv[1])
