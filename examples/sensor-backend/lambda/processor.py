"""Processes files of readings: each file that is put into the raw bucket becomes a summary in the processed bucket and an
item of the metadata table. What is no file of readings is reported to the topic, and stays in the raw bucket."""

import json
import os
from datetime import datetime, timezone
from statistics import mean
from typing import List
from urllib.parse import unquote_plus

import boto3
import fastjsonschema

READING = {
    "type": "object",
    "required": ["sensor_id", "taken_at", "temperature", "humidity"],
    "properties": {
        "sensor_id": {"type": "string", "minLength": 1},
        "taken_at": {"type": "string"},
        "temperature": {"type": "number", "minimum": -90, "maximum": 150},
        "humidity": {"type": "number", "minimum": 0, "maximum": 100},
    },
}
check = fastjsonschema.compile({"type": "array", "minItems": 1, "items": READING})


def handler(event, _context):
    """Called by S3 for each object that was created."""
    objects = [record["s3"] for record in event["Records"]]
    return [process(each["bucket"]["name"], unquote_plus(each["object"]["key"])) for each in objects]


def process(bucket: str, key: str) -> dict:
    body = boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    try:
        readings = check(json.loads(body))
    except (ValueError, fastjsonschema.JsonSchemaException) as error:
        report(bucket, key, str(error))
        return {"key": key, "status": "refused", "error": str(error)}
    summary = summarize(readings)
    boto3.client("s3").put_object(
        Bucket=os.environ["PROCESSED_BUCKET"],
        Key=key,
        Body=json.dumps(summary).encode(),
        ContentType="application/json",
    )
    record(bucket, key, summary)
    return {"key": key, "status": "processed"}


def summarize(readings: List[dict]) -> dict:
    by_sensor = {}
    for reading in readings:
        by_sensor.setdefault(reading["sensor_id"], []).append(reading)
    return {
        "readings": len(readings),
        "sensors": {
            sensor: {
                "readings": len(found),
                "temperature": round(mean(each["temperature"] for each in found), 2),
                "humidity": round(mean(each["humidity"] for each in found), 2),
                "last": max(each["taken_at"] for each in found),
            }
            for sensor, found in sorted(by_sensor.items())
        },
    }


def record(bucket: str, key: str, summary: dict) -> None:
    now = datetime.now(timezone.utc).isoformat()
    table = boto3.client("dynamodb")
    for sensor, found in summary["sensors"].items():
        table.put_item(
            TableName=os.environ["METADATA_TABLE"],
            Item={
                "sensor_id": {"S": sensor},
                "file": {"S": key},
                "bucket": {"S": bucket},
                "readings": {"N": str(found["readings"])},
                "processed_at": {"S": now},
            },
        )


def report(bucket: str, key: str, why: str) -> None:
    text = f"s3://{bucket}/{key} is no file of readings: {why}"
    print(text)
    boto3.client("sns").publish(TopicArn=os.environ["ALERT_TOPIC"], Subject="Sensor file refused", Message=text)
