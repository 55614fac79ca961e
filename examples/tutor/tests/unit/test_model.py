import json

import index
import similarity
import train

MODEL = train.train(train.examples())
EXPECTED = "Plants turn light, water and carbon dioxide into sugar and oxygen"


def test_gives_a_good_answer_more_than_a_bad_one():
    good = similarity.score(MODEL, EXPECTED, "Plants make sugar and oxygen out of light, water and carbon dioxide")
    bad = similarity.score(MODEL, EXPECTED, "Cells have walls")
    assert good > 0.8
    assert bad < 0.3


def test_is_near_its_examples():
    errors = [abs(similarity.score(MODEL, e, g) - s) for e, g, s in train.examples()]
    assert sum(errors) / len(errors) < 0.15


def test_an_empty_answer_scores_nothing():
    assert similarity.score(MODEL, EXPECTED, "") < 0.2


def test_the_function_reads_the_model_of_its_layer(tmp_path, monkeypatch):
    train.main(str(tmp_path))
    monkeypatch.setattr(index, "MODEL", str(tmp_path / "similarity_model.json"))
    monkeypatch.setattr(index, "_model", None)
    answer = index.handler({"expected": EXPECTED, "given": EXPECTED}, None)
    assert json.dumps(answer).startswith('{"score": ')
    assert answer["score"] > 0.9
