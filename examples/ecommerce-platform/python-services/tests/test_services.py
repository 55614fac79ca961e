"""Each service over the files of lake/, with tokens as auth-service signs them."""

import csv
import json
import pathlib
import sys

import jwt
import pytest

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "services")]

from shop import api, lake  # noqa: E402

SECRET = "a secret of the tests that is long enough"
api._secret.append(SECRET)


def tables(name):
    with open(HERE.parent.parent / "lake" / f"{name}.csv", encoding="utf-8") as file:
        return [lake._typed(row) for row in csv.DictReader(file)]


def service(name):
    return __import__(name.replace("-", "_")).build(tables)


def call(name, method, path, *, body=None, query=None, token=None, **parameters):
    if token is None:
        token = jwt.encode({"sub": "a@example.com", "iss": api.ISSUER}, SECRET, "HS256")
    answer = service(name)(
        {
            "httpMethod": method,
            "resource": f"/{name}/{path}",
            "headers": {"Authorization": f"Bearer {token}"},
            "pathParameters": parameters or None,
            "queryStringParameters": query,
            "body": None if body is None else json.dumps(body),
        },
        None,
    )
    return answer["statusCode"], json.loads(answer["body"])


SERVICES = [
    "analytics-service",
    "market-intelligence",
    "demand-insights",
    "compliance-guardian",
    "retail-copilot",
    "global-market-pulse",
]


@pytest.mark.parametrize("name", SERVICES)
def test_every_route_of_a_service_answers_with_data(name):
    for method, resource in service(name).routes:
        if method == "GET" and "{" not in resource:
            status, body = call(name, method, resource.removeprefix(f"/{name}/"))
            assert (status, bool(body)) == (200, True), resource


@pytest.mark.parametrize("name", SERVICES)
def test_only_the_health_of_a_service_is_for_those_without_a_token(name):
    assert call(name, "GET", "health", token="")[0] == 200
    assert call(name, "GET", "summary", token="")[0] == 401
    forged = jwt.encode({"sub": "a@example.com", "iss": api.ISSUER}, "another secret that is long enough", "HS256")
    assert call(name, "GET", "summary", token=forged)[0] == 401
    assert call(name, "GET", "nothing")[0] == 404


def test_orders_are_summed_by_what_is_asked_for():
    status, body = call("analytics-service", "POST", "query", body={"groupBy": "region", "region": "EU"})
    assert status == 200
    wanted = sum(row["units"] for row in tables("orders") if row["region"] == "EU")
    assert [(row["region"], row["units"]) for row in body["rows"]] == [("EU", wanted)]
    assert call("analytics-service", "POST", "query", body={"groupBy": "colour"})[0] == 400


def test_a_forecast_follows_what_was_sold():
    product = tables("products")[0]["id"]
    status, body = call("demand-insights", "GET", "forecast/{id}", id=product)
    assert status == 200
    assert 0 <= body["nextMonth"] <= 2 * max(body["sold"].values())


def test_an_order_above_the_limit_of_a_rule_breaks_it():
    rule = tables("rules")[0]
    order = {"region": rule["region"], "category": rule["category"], "units": 10**6, "revenue": 10**6}
    assert rule["id"] in call("compliance-guardian", "POST", "check", body=order)[1]["breaks"]
    assert call("compliance-guardian", "POST", "check", body={**order, "units": 0, "revenue": 0})[1]["breaks"] == []


def test_the_copilot_answers_what_it_understands_and_says_when_it_does_not():
    assert "sells best" in call("retail-copilot", "POST", "ask", body={"question": "What sells best?"})[1]["answer"]
    assert call("retail-copilot", "POST", "ask", body={"question": "Why?"})[1]["answer"] is None


def test_an_amount_converted_there_and_back_is_the_same():
    status, there = call("global-market-pulse", "POST", "convert", body={"amount": 100, "from": "EUR", "to": "JPY"})
    back = call("global-market-pulse", "POST", "convert", body={"amount": there["amount"], "from": "JPY", "to": "EUR"})
    assert (status, round(back[1]["amount"])) == (200, 100)


def test_a_price_is_compared_with_the_market():
    product = tables("products")[0]["id"]
    market = call("market-intelligence", "GET", "prices/{id}", id=product)[1]["market"]
    body = {"product": product, "price": market * 2}
    assert call("market-intelligence", "POST", "simulate", body=body)[1]["gapPercent"] == 100
