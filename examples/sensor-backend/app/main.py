"""The HTTP interface. The load balancer and the task ask `/health`."""

import os
from datetime import datetime
from typing import List

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from . import database

app = FastAPI(title="Sensor backend")


class Reading(BaseModel):
    sensor_id: str = Field(min_length=1, max_length=64)
    taken_at: datetime
    temperature: float = Field(ge=-90, le=150)
    humidity: float = Field(ge=0, le=100)


class Sensor(BaseModel):
    sensor_id: str
    readings: int
    temperature: float


@app.exception_handler(database.NoDatabase)
def without_database(_request: Request, _error: database.NoDatabase) -> JSONResponse:
    return JSONResponse({"detail": "DATABASE_URL is not set: there is no database"}, status_code=503)


@app.get("/health")
def health() -> dict:
    return {
        "status": "ok",
        "version": os.environ.get("APP_VERSION", "unknown"),
        "database": database.address() is not None,
    }


@app.post("/readings", status_code=201)
def add(reading: Reading) -> dict:
    if not database.add(reading.model_dump()):
        raise HTTPException(409, "this reading is there already")
    return {"sensor_id": reading.sensor_id}


@app.get("/sensors")
def sensors() -> List[Sensor]:
    return [Sensor(**each) for each in database.sensors()]


@app.get("/sensors/{sensor_id}/readings")
def readings(sensor_id: str, limit: int = 100) -> List[Reading]:
    found = database.readings_of(sensor_id, limit)
    if not found:
        raise HTTPException(404, "no reading of this sensor")
    return [Reading(**each) for each in found]
