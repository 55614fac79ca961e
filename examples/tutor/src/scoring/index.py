"""Scores free text: how near a given answer is to the expected one, from 0 to 1."""

import json
import os

import similarity

MODEL = os.environ.get("MODEL_FILE", "/opt/python/similarity_model.json")

_model = None


def handler(event, _context):
    global _model
    if _model is None:
        with open(MODEL, encoding="utf-8") as file:
            _model = json.load(file)
    score = similarity.score(_model, event["expected"], event["given"])
    return {"score": round(score, 3)}
