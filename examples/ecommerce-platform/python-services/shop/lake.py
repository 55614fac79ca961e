"""The data lake: files of the bucket that LAKE_BUCKET names."""

import csv
import io
import os

_tables = {}


def table(name):
    """The rows of lake/NAME.csv, newest version; numbers as numbers."""
    import boto3

    answer = boto3.client("s3").get_object(Bucket=os.environ["LAKE_BUCKET"], Key=f"lake/{name}.csv")
    etag = answer["ETag"]
    if _tables.get(name, (None,))[0] != etag:
        text = answer["Body"].read().decode("utf-8")
        _tables[name] = (etag, [_typed(row) for row in csv.DictReader(io.StringIO(text))])
    return _tables[name][1]


def _typed(row):
    return {key: _number(value) for key, value in row.items()}


def _number(text):
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
