"""What the function makes of readings."""

import sys
import types
from pathlib import Path

import fastjsonschema
import pytest

# The function's own folder is not a package, and boto3 comes with Lambda's runtime.
sys.path.insert(0, str(Path(__file__).parent.parent / "lambda"))
sys.modules.setdefault("boto3", types.ModuleType("boto3"))

import processor  # noqa: E402


def reading(**changes):
    return {"sensor_id": "s-1", "taken_at": "2026-03-01T12:00:00Z", "temperature": 20.0, "humidity": 40, **changes}


def test_a_summary_has_the_means_of_each_sensor():
    summary = processor.summarize([reading(), reading(temperature=21, taken_at="2026-03-01T13:00:00Z"), reading(sensor_id="s-2")])
    assert summary["readings"] == 3
    assert summary["sensors"]["s-1"] == {"readings": 2, "temperature": 20.5, "humidity": 40, "last": "2026-03-01T13:00:00Z"}
    assert list(summary["sensors"]) == ["s-1", "s-2"]


def test_what_is_no_file_of_readings_is_not_valid():
    for wrong in ({}, [], [reading(humidity=200)], [{"sensor_id": "s-1"}]):
        with pytest.raises(fastjsonschema.JsonSchemaException):
            processor.check(wrong)
    assert processor.check([reading()]) == [reading()]
