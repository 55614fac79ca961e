"""Goes through the backend as a caller does, over HTTP and with its database: BACKEND_URL says where it is."""

import json
import os
import sys
import urllib.error
import urllib.request
import uuid

URL = os.environ["BACKEND_URL"]


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(URL + path, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read() or "null")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or "null")


def main():
    sensor = "check-" + uuid.uuid4().hex[:8]
    reading = {"sensor_id": sensor, "taken_at": "2026-03-01T12:00:00Z", "temperature": 20.5, "humidity": 40}
    later = {**reading, "taken_at": "2026-03-01T13:00:00Z", "temperature": 21.5}
    steps = [
        ("a reading is taken", call("POST", "/readings", reading)[0], 201),
        ("another one is taken", call("POST", "/readings", later)[0], 201),
        ("the same one is refused", call("POST", "/readings", reading)[0], 409),
        ("a wrong one is refused", call("POST", "/readings", {**reading, "humidity": 101})[0], 422),
        ("both are given", len(call("GET", "/sensors/" + sensor + "/readings")[1]), 2),
        ("the sensor is listed", [s["readings"] for s in call("GET", "/sensors")[1] if s["sensor_id"] == sensor], [2]),
        ("another sensor has none", call("GET", "/sensors/none-" + sensor + "/readings")[0], 404),
    ]
    wrong = [(what, found, wanted) for what, found, wanted in steps if found != wanted]
    for what, found, wanted in steps:
        print("ok" if found == wanted else "FAILED", what, "" if found == wanted else f"({found}, not {wanted})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
