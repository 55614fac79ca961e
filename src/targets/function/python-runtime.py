"""Lambda's runtime for Python: loads the handler, asks for an event, gives back what the handler gives.

It runs in the function's process and does what AWS's own client (awslambdaric) does.
"""

import http.client
import importlib
import json
import logging
import os
import site
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
BASE = "/2018-06-01/runtime"


class Context:
    """What a handler is given as its second argument."""

    def __init__(self, request_id, arn, deadline_ms, client_context):
        self.aws_request_id = request_id
        self.invoked_function_arn = arn
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        self.client_context = client_context
        self._deadline_ms = deadline_ms

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))
        sys.stdout.flush()


class RuntimeFault(Exception):
    """An error of the runtime, not of the handler."""

    def __init__(self, error_type, message):
        super().__init__(message)
        self.error_type = error_type


class ClientContext:
    """What the SDK of a mobile device says of itself."""

    def __init__(self, given):
        self.client = ClientInformation(given["client"]) if "client" in given else None
        self.custom = given.get("custom")
        self.env = given.get("env")


class ClientInformation:
    def __init__(self, given):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, given.get(name))


# One connection for all: a new one for each request would cost more than the request.
connection = http.client.HTTPConnection(API)


def speak(method, path, body=None, headers=None):
    connection.request(method, BASE + path, body, headers or {})
    response = connection.getresponse()
    return response, response.read()


def load_handler():
    name = os.environ["_HANDLER"]
    module_name, dot, function_name = name.rpartition(".")
    if not dot or not module_name:
        raise RuntimeFault("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise RuntimeFault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from None
    except SyntaxError as error:
        where = f"File \"{error.filename}\" Line {error.lineno}"
        raise RuntimeFault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error} {where}") from None
    if not hasattr(module, function_name):
        raise RuntimeFault("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")
    return getattr(module, function_name)


def error_document(error, request_id):
    if isinstance(error, RuntimeFault):
        return {"errorMessage": str(error), "errorType": error.error_type, "requestId": request_id, "stackTrace": []}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": request_id,
        "stackTrace": traceback.format_list(frames),
    }


def report_error(path, error, request_id=""):
    document = error_document(error, request_id)
    print(f"[ERROR] {document['errorType']}: {document['errorMessage']}")
    if document["stackTrace"]:
        print("Traceback (most recent call last):\n" + "".join(document["stackTrace"]).rstrip("\n"))
    sys.stdout.flush()
    headers = {"Lambda-Runtime-Function-Error-Type": document["errorType"], "Content-Type": "application/json"}
    speak("POST", path, json.dumps(document), headers)


class RequestFilter(logging.Filter):
    """Gives every record the id of the request that it was written for."""

    request_id = ""

    def filter(self, record):
        record.aws_request_id = self.request_id
        return True


def open_log(request_filter):
    handler = logging.StreamHandler(sys.stdout)
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(request_filter)
    logging.getLogger().addHandler(handler)


def invoke(handler, event, context):
    result = handler(event, context)
    try:
        return json.dumps(result)
    except TypeError as error:
        raise RuntimeFault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


def main():
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    # Started without the packages of this machine, and so without what gives `exit` and `quit`.
    site.setquit()
    # What AWS's runtime has besides the language comes last, so that the function's own counts.
    sys.path.extend(sys.argv[1:])
    request_filter = RequestFilter()
    open_log(request_filter)
    try:
        handler = load_handler()
    except Exception as error:
        report_error("/init/error", error)
        sys.exit(1)
    while True:
        try:
            response, body = speak("GET", "/invocation/next")
        except (OSError, http.client.HTTPException):
            # What started this process has gone.
            sys.exit(0)
        run_event(handler, response, body, request_filter)


def run_event(handler, response, body, request_filter):
    request_id = response.getheader("Lambda-Runtime-Aws-Request-Id")
    request_filter.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = response.getheader("Lambda-Runtime-Trace-Id")
    try:
        result = invoke(handler, json.loads(body), context_of(request_id, response))
    except Exception as error:
        report_error(f"/invocation/{request_id}/error", error, request_id)
    else:
        sys.stdout.flush()
        speak("POST", f"/invocation/{request_id}/response", result, {"Content-Type": "application/json"})


def context_of(request_id, response):
    given = response.getheader("Lambda-Runtime-Client-Context")
    return Context(
        request_id,
        response.getheader("Lambda-Runtime-Invoked-Function-Arn"),
        int(response.getheader("Lambda-Runtime-Deadline-Ms")),
        ClientContext(json.loads(given)) if given else None,
    )


main()
