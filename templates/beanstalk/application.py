"""A WSGI application without a framework."""


def application(environ, start_response):
    path = environ.get("PATH_INFO", "/")
    text = "ok" if path == "/health" else "Hello from {{name}}"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{text}\n".encode()]
