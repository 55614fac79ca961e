"""moto behind Slipway's endpoint: answers on a socket of this folder's owner, and keeps what it is asked to keep.

Called as `serve.py SOCKET FOLDER ACCOUNT`. Prints one line when it answers, and ends when its standard input ends, which
is when the endpoint does. Requests are executed one at a time: moto is not made for more, and what is written to disk is
then the state between two requests. A response is sent when what its request has changed is on disk.
"""

import fcntl
import gzip
import io
import json
import os
import sys
import threading
import time
import traceback

SOCKET, FOLDER, ACCOUNT = sys.argv[1:4]

# Read by moto when it is imported. With the account in the environment later on, moto would not take that of a request.
os.environ.update(MOTO_ACCOUNT_ID=ACCOUNT, MOTO_IAM_LOAD_MANAGED_POLICIES="true", MOTO_DISABLE_GLOBAL_CORS="true")
from moto.moto_server.werkzeug_app import create_backend_app  # noqa: E402
import moto  # noqa: E402

del os.environ["MOTO_ACCOUNT_ID"]

from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402

import answers  # noqa: E402
import backends  # noqa: E402
import cognito  # noqa: E402
import deliveries  # noqa: E402
import dynamodb_rules  # noqa: E402
import shims  # noqa: E402
from store import Done, Store  # noqa: E402

apps = {}


def app_of(service):
    if service not in apps:
        apps[service] = create_backend_app(service)
    return apps[service]


def execute(environ, body):
    """Status, headers and body of moto's response, all of it."""
    environ.update({"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))})
    for name in ("HTTP_TRANSFER_ENCODING", "wsgi.input_terminated", "HTTP_CONTENT_ENCODING", "HTTP_EXPECT"):
        environ.pop(name, None)
    response = {}

    def start_response(status, headers, exc_info=None):
        if exc_info is not None:
            raise exc_info[1].with_traceback(exc_info[2])
        response.update(status=status, headers=headers)

    parts = app_of(environ["HTTP_X_SLIPWAY_SERVICE"])(environ, start_response)
    try:
        response["body"] = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return response


def fault(error):
    """What moto has no answer for. The endpoint makes AWS's response of it: moto does not know the protocol."""
    kind = "not-implemented" if isinstance(error, NotImplementedError) else "fault"
    if kind == "fault":
        traceback.print_exception(error)
    text = json.dumps({"kind": kind, "message": str(error) or type(error).__name__})
    headers = [("content-type", "application/json"), ("x-slipway-fault", kind)]
    return {"status": "500 Internal Server Error", "headers": headers, "body": text.encode()}


def body_of(environ):
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        body = stream.read()
    else:
        body = stream.read(int(environ.get("CONTENT_LENGTH") or 0))
    return gzip.decompress(body) if environ.get("HTTP_CONTENT_ENCODING") == "gzip" else body


class Server:
    def __init__(self, store):
        self.store = store

    def __call__(self, environ, start_response):
        body = body_of(environ)
        call = json.loads(environ.get("HTTP_X_SLIPWAY_CALL") or "{}")
        ticket = None
        with backends.turn:
            backends.touched.clear()
            deliveries.begin()
            key = answers.key_of(environ, call)
            response = None if key is None else self.store.answers.find(key)
            if response is not None:
                ticket = self.store.next_ticket()
            else:
                record = self.store.before(environ, body, call)
                try:
                    response = execute(environ, body)
                except Exception as error:
                    response = fault(error)
                if call.get("changes"):
                    # A delivery that is still to be made is made by the repeated call.
                    kept = None if deliveries.to_endpoint else key
                    done = Done(call, kept, response, set(backends.touched))
                    ticket = self.store.after(record, done)
            to_endpoint, not_delivered = list(deliveries.to_endpoint), list(deliveries.not_delivered)
        if ticket is not None:
            try:
                self.store.wait(ticket)
            except Exception as error:
                response = fault(error)
        not_delivered += deliveries.deliver(to_endpoint)
        headers = [(name, value) for name, value in response["headers"] if name.lower() != "connection"]
        if not_delivered:
            headers.append(("x-slipway-not-executed", json.dumps(sorted(set(not_delivered)))))
        start_response(response["status"], headers)
        return [response["body"]]


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *args):
        pass


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def hold(folder):
    """One process for a folder: another that is about to end still writes what it has acknowledged."""
    handle = open(os.path.join(folder, "lock"), "w")
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def main():
    threading.Thread(target=end_with_parent, daemon=True).start()
    os.makedirs(FOLDER, mode=0o700, exist_ok=True)
    held = hold(FOLDER)
    began = time.monotonic()
    store = Store(FOLDER, moto.__version__, execute)
    backends.install(store.register.is_new)
    shims.install()
    deliveries.install()
    dynamodb_rules.install()
    cognito.install()
    store.load()
    if os.path.exists(SOCKET):
        os.unlink(SOCKET)
    server = make_server(f"unix://{SOCKET}", 0, Server(store), threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    print(json.dumps({"ready": True, "loadedMs": round((time.monotonic() - began) * 1000)}), flush=True)
    server.serve_forever()
    held.close()


main()
