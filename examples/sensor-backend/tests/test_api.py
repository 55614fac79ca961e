"""The HTTP interface with a real PostgreSQL, which `DATABASE_URL` names."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from app import database
from app.main import app

client = TestClient(app)


@pytest.fixture()
def empty_database():
    with database.connection() as opened:
        opened.execute("truncate readings")


def reading(**changes):
    return {"sensor_id": "s-1", "taken_at": "2026-03-01T12:00:00Z", "temperature": 20.5, "humidity": 40, **changes}


def test_health_needs_no_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json()["database"] is False


def test_readings_need_a_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert client.post("/readings", json=reading()).status_code == 503


def test_readings_are_kept_once(empty_database):
    assert client.post("/readings", json=reading()).status_code == 201
    assert client.post("/readings", json=reading()).status_code == 409
    assert [each["temperature"] for each in client.get("/sensors/s-1/readings").json()] == [20.5]


def test_readings_are_listed_newest_first(empty_database):
    for hour in (1, 3, 2):
        client.post("/readings", json=reading(taken_at=f"2026-03-01T0{hour}:00:00Z", temperature=hour))
    found = client.get("/sensors/s-1/readings", params={"limit": 2}).json()
    assert [each["temperature"] for each in found] == [3, 2]


def test_sensors_have_their_mean(empty_database):
    client.post("/readings", json=reading(temperature=10))
    client.post("/readings", json=reading(temperature=20, taken_at="2026-03-01T13:00:00Z"))
    client.post("/readings", json=reading(sensor_id="s-2", temperature=5))
    assert client.get("/sensors").json() == [
        {"sensor_id": "s-1", "readings": 2, "temperature": 15},
        {"sensor_id": "s-2", "readings": 1, "temperature": 5},
    ]


def test_several_first_requests_make_the_table_once(empty_database):
    with database.connection() as opened:
        opened.execute("drop table readings")
    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda _: client.get("/sensors").status_code, range(16)))
    assert answers == [200] * 16


@pytest.mark.parametrize("wrong", [{"humidity": 101}, {"temperature": -200}, {"sensor_id": ""}, {"taken_at": "soon"}])
def test_readings_that_cannot_be_are_refused(wrong):
    assert client.post("/readings", json=reading(**wrong)).status_code == 422


def test_a_sensor_without_readings_is_not_found(empty_database):
    assert client.get("/sensors/none/readings").status_code == 404
