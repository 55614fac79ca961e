"""Readings in PostgreSQL. `DATABASE_URL` names the database; without it there is none."""

import os
from contextlib import contextmanager
from typing import Iterator, List, Optional

import psycopg
from psycopg.rows import dict_row

SCHEMA = """
create table if not exists readings (
    sensor_id text not null,
    taken_at timestamptz not null,
    temperature double precision not null,
    humidity double precision not null,
    primary key (sensor_id, taken_at)
)
"""


class NoDatabase(Exception):
    """The backend runs without a database."""


def address() -> Optional[str]:
    return os.environ.get("DATABASE_URL") or None


@contextmanager
def connection() -> Iterator[psycopg.Connection]:
    url = address()
    if url is None:
        raise NoDatabase()
    with psycopg.connect(url, row_factory=dict_row) as opened:
        if opened.execute("select to_regclass('readings') as there").fetchone()["there"] is None:
            # Several requests may be the first: one makes the table, the others wait.
            opened.execute("select pg_advisory_xact_lock(hashtext('readings'))")
            opened.execute(SCHEMA)
        yield opened


def add(reading: dict) -> bool:
    """False for a reading that is there already: sensors send again what was not answered."""
    with connection() as opened:
        added = opened.execute(
            "insert into readings values (%(sensor_id)s, %(taken_at)s, %(temperature)s, %(humidity)s)"
            " on conflict do nothing",
            reading,
        )
        return added.rowcount == 1


def readings_of(sensor_id: str, limit: int) -> List[dict]:
    with connection() as opened:
        return opened.execute(
            "select * from readings where sensor_id = %s order by taken_at desc limit %s", (sensor_id, limit)
        ).fetchall()


def sensors() -> List[dict]:
    with connection() as opened:
        return opened.execute(
            "select sensor_id, count(*) as readings, avg(temperature) as temperature"
            " from readings group by sensor_id order by sensor_id"
        ).fetchall()
