"""A service behind API Gateway: its routes, who may call them, and what goes wrong."""

import json
import os

ISSUER = "futureim-ecommerce-ai-platform"

_secret = []


class Refusal(Exception):
    """What the caller did wrong, with the status that says so."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Service:
    """Answers the requests of one path: GET /NAME/health to everybody, all else to those with a token.

    name: the first part of its paths
    tables: gives the rows of a table of the lake by its name
    """

    def __init__(self, name, tables):
        self.name = name
        self.tables = tables
        self.routes = {}

    def route(self, method, path):
        """Registers what answers METHOD /NAME/PATH. It is given the request and gives what the body says."""

        def register(answer):
            self.routes[method, f"/{self.name}/{path}"] = answer
            return answer

        return register

    def __call__(self, event, _context):
        try:
            return _response(200, self._answer(event))
        except Refusal as refusal:
            return _response(refusal.status, {"message": str(refusal)})

    def _answer(self, event):
        where = event["httpMethod"], event["resource"]
        if where == ("GET", f"/{self.name}/health"):
            return {"service": self.name, "status": "ok"}
        answer = self.routes.get(where)
        if answer is None:
            raise Refusal(404, "Not found")
        return answer(Request(event, _caller(event)))


class Request:
    """Who asks, and what."""

    def __init__(self, event, email):
        self.email = email
        self.path = event.get("pathParameters") or {}
        self._query = event.get("queryStringParameters") or {}
        self._body = event.get("body")

    def number(self, name, default, most):
        """A whole number of the query, from 1 to MOST."""
        text = self._query.get(name)
        if text is None:
            return default
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise Refusal(400, f'"{name}" is a number from 1 to {most}')
        return int(text)

    def text(self, name, default=None):
        return self._query.get(name, default)

    def body(self):
        try:
            body = json.loads(self._body or "")
        except ValueError:
            raise Refusal(400, "The body is not JSON") from None
        if not isinstance(body, dict):
            raise Refusal(400, "The body is not an object")
        return body


def _caller(event):
    import jwt

    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refusal(401, "The header Authorization is missing")
    try:
        return jwt.decode(token, _jwt_secret(), algorithms=["HS256"], issuer=ISSUER)["sub"]
    except jwt.PyJWTError:
        raise Refusal(401, "The token is not valid") from None


def _jwt_secret():
    if not _secret:
        import boto3

        client = boto3.client("secretsmanager")
        _secret.append(client.get_secret_value(SecretId=os.environ["JWT_SECRET_ID"])["SecretString"])
    return _secret[0]


def _response(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json", "access-control-allow-origin": "*"},
        "body": json.dumps(body),
    }
