"""What DynamoDB refuses and moto takes: DynamoDB is executed here, so code that works here has to work on AWS."""

import json
import re
from decimal import Decimal, InvalidOperation

EXPRESSIONS = (
    "ConditionExpression",
    "FilterExpression",
    "KeyConditionExpression",
    "ProjectionExpression",
    "UpdateExpression",
)


def install():
    from moto.dynamodb.responses import DynamoHandler

    original = DynamoHandler.call_action

    def call_action(self):
        refusal = refusal_of(getattr(self, "params", None) or {})
        if refusal is not None:
            error = {"__type": "com.amazon.coral.validate#ValidationException", "message": refusal}
            return 400, {"x-amzn-errortype": "ValidationException"}, json.dumps(error)
        return original(self)

    DynamoHandler.call_action = call_action


def refusal_of(request):
    """None for a request that DynamoDB takes; the texts are its own."""
    return too_many(request) or first(unused(each) for each in parts(request)) or first(numbers(request))


def first(texts):
    return next((each for each in texts if each is not None), None)


def too_many(request):
    items = request.get("RequestItems")
    if isinstance(items, dict) and all(isinstance(each, list) for each in items.values()):
        if sum(len(each) for each in items.values()) > 25:
            return "Too many items requested for the BatchWriteItem call"
    return None


def parts(request):
    """The request, and each operation of a transaction."""
    yield request
    for item in request.get("TransactItems") or ():
        yield from item.values()


def unused(part):
    text = " ".join(part[name] for name in EXPRESSIONS if isinstance(part.get(name), str))
    for parameter in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
        given = part.get(parameter) or {}
        used = set(re.findall(r"[:#][A-Za-z0-9_]+", text))
        left = [key for key in given if key not in used]
        if left and text:
            return f"Value provided in {parameter} unused in expressions: keys: {{{', '.join(left)}}}"
    return None


def numbers(value):
    """Texts of the refusals of all numbers in it (DynamoDB developer guide, Data types)."""
    if isinstance(value, list):
        for each in value:
            yield from numbers(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key == "N" and isinstance(each, str):
                yield number(each)
            elif key == "NS" and isinstance(each, list):
                yield from (number(text) for text in each if isinstance(text, str))
            else:
                yield from numbers(each)


def number(text):
    try:
        parsed = Decimal(text)
    except InvalidOperation:
        return f"The parameter cannot be converted to a numeric value: {text}"
    if not parsed.is_finite():
        return f"The parameter cannot be converted to a numeric value: {text}"
    if parsed == 0:
        return None
    digits = "".join(map(str, parsed.as_tuple().digits)).strip("0")
    if len(digits) > 38:
        return "Attempting to store more than 38 significant digits in a Number"
    if parsed.adjusted() > 125:
        return "Number overflow. Attempting to store a number with magnitude larger than supported range"
    if parsed.adjusted() < -130:
        return "Number underflow. Attempting to store a number with magnitude smaller than supported range"
    return None
