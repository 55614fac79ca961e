"""What SNS and EventBridge deliver: to queues by moto itself, to functions, pipelines, builds and tasks by the endpoint, to web
addresses of this machine; the rest is reported.

moto would run functions of its own, call web addresses while all other requests wait, and fail a whole PutEvents for a
target that it does not know.
"""

import fnmatch
import http.client
import json
import os
import re
import sys
from collections import namedtuple
from datetime import datetime, timezone
from urllib.parse import quote, urlsplit

import web_subscriptions

# Of the running request: calls of this machine's endpoint, and what is not delivered here.
to_endpoint = []
not_delivered = []


# Who invokes a function: the service, its principal and the ARN of the topic or the rule.
Source = namedtuple("Source", "service principal arn")


def begin():
    to_endpoint.clear()
    not_delivered.clear()


def install():
    subscriptions_of_sns()
    web_subscriptions.install(to_endpoint, not_delivered)
    targets_of_rules()


def subscriptions_of_sns():
    from moto.sns.models import Subscription, Topic

    original, publish_to_all = Subscription.publish, Topic.publish

    def publish(self, message, message_id, subject=None, message_attributes=None, **more):
        if self.protocol == "sqs":
            return original(self, message, message_id, subject, message_attributes, **more)
        matcher = self._filter_policy_matcher
        if matcher is not None and not matcher.matches(message_attributes, message):
            return None
        if self.protocol not in ("lambda", *web_subscriptions.PROTOCOLS):
            not_delivered.append(("SNS", f"delivery by {self.protocol}"))
            return None
        if more.get("message_structure") == "json":
            message = self._parse_message_structure(message, self.protocol)
        sent = self.get_post_data(message, message_id, subject, message_attributes)
        if self.protocol in web_subscriptions.PROTOCOLS:
            web_subscriptions.notify(self, sent, to_endpoint, not_delivered)
            return None
        body = {"Subject": None, "MessageAttributes": {}, **sent}
        # The names differ from those of the other protocols (Lambda developer guide, Using Lambda with SNS).
        body["SigningCertUrl"], body["UnsubscribeUrl"] = body.pop("SigningCertURL"), body.pop("UnsubscribeURL")
        record = {
            "EventSource": "aws:sns",
            "EventVersion": "1.0",
            "EventSubscriptionArn": self.arn,
            "Sns": body,
        }
        source = Source("SNS", "sns.amazonaws.com", self.topic.arn)
        to_endpoint.append(invocation(self.endpoint, {"Records": [record]}, source))
        return None

    def publish_without_memory(self, *args, **kwargs):
        result = publish_to_all(self, *args, **kwargs)
        # For tests of users of moto: every message would be written with the state, for ever.
        self.sent_notifications.clear()
        return result

    Subscription.publish = publish
    Topic.publish = publish_without_memory


def targets_of_rules():
    from moto.events.models import Rule

    original = Rule.send_to_targets

    def send_to_targets(self, original_event, transform_input=True):
        if not takes(self, original_event):
            return
        targets = self.targets
        for target in targets:
            try:
                if not send_to(target, original_event, self.arn):
                    self.targets = [target]
                    original(self, original_event, transform_input)
            except Exception as error:
                # As on AWS the event is taken all the same: the queue may be gone, for example.
                print(f"{target['Arn']} was not sent an event: {error!r}", file=sys.stderr)
            finally:
                self.targets = targets

    Rule.send_to_targets = send_to_targets


def takes(rule, event):
    """A rule without a pattern takes the events of its own schedule, and moto would give it every event."""
    if rule.state == "DISABLED":
        return False
    if event["source"] == "aws.events" and event["detail-type"] == "Scheduled Event":
        return rule.arn in event["resources"]
    return bool(rule.event_pattern.get_pattern()) and rule.event_pattern.matches_event(event)


def send_to(target, event, rule):
    """False for a bus or an archive, which moto sends to."""
    _, _, service, _, _, resource = target["Arn"].split(":", 5)
    if service == "events" and not resource.startswith("api-destination"):
        return False
    if service == "sqs":
        send(target, input_of(target, event))
    elif service == "lambda":
        source = Source("EventBridge", "events.amazonaws.com", rule)
        to_endpoint.append(invocation(target["Arn"], input_of(target, event), source))
    elif service == "sns":
        publish(target["Arn"], input_of(target, event))
    elif service == "states":
        to_endpoint.append(execution_start(target, input_of(target, event)))
    elif service in starts:
        to_endpoint.append(starts[service](target, resource))
    else:
        not_delivered.append(("EventBridge", f"delivery to {service}"))
    return True


def input_of(target, event):
    """What the target is given (EventBridge user guide, Input of targets)."""
    sent = dict(event)
    if not isinstance(sent.get("time"), str):
        sent["time"] = datetime.fromtimestamp(float(sent["time"]), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if "Input" in target:
        return json.loads(target["Input"])
    if target.get("InputPath"):
        return at(sent, target["InputPath"])
    transformer = target.get("InputTransformer")
    return sent if transformer is None else transformed(transformer, sent)


def at(event, path):
    """The value at a path like `$.detail.items[0].id`; None where there is none."""
    value = event
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+)\]", path.removeprefix("$")):
        if name:
            value = value.get(name) if isinstance(value, dict) else None
        else:
            value = value[int(index)] if isinstance(value, list) and int(index) < len(value) else None
    return value


def transformed(transformer, event):
    """A variable within a text is written into it, and one by itself becomes a value of JSON."""
    values = {name: at(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values.update({"aws.events.event": event, "aws.events.event.json": event})
    parts, is_text = [], False
    for part in re.split(r'(\\.|"|<[\w.-]+>)', transformer.get("InputTemplate", "")):
        if part == '"':
            is_text = not is_text
        name = part[1:-1]
        if part.startswith("<") and name in values:
            value = values[name]
            plain = value if isinstance(value, str) else json.dumps(value)
            part = json.dumps(plain)[1:-1] if is_text else json.dumps(value)
        parts.append(part)
    text = "".join(parts)
    try:
        return json.loads(text)
    except ValueError:
        return text


def send(target, event):
    from moto.sqs.models import sqs_backends

    _, _, _, region, account, queue = target["Arn"].split(":", 5)
    message = event if isinstance(event, str) else json.dumps(event)
    group = target.get("SqsParameters", {}).get("MessageGroupId")
    sqs_backends[account][region].send_message(queue, message, group_id=group)


def publish(topic, event):
    from moto.sns.models import sns_backends

    _, _, _, region, account, _ = topic.split(":", 5)
    message = event if isinstance(event, str) else json.dumps(event)
    sns_backends[account][region].publish(message, arn=topic)


def json_call(target, service, operation, body):
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": operation}
    return (target["Arn"], None, service, "/", headers, body, 200)


def pipeline_start(target, resource):
    return json_call(target, "codepipeline", "CodePipeline_20150709.StartPipelineExecution", {"name": resource})


def build_start(target, resource):
    name = resource.removeprefix("project/")
    return json_call(target, "codebuild", "CodeBuild_20161006.StartBuild", {"projectName": name})


def task_start(target, resource):
    given = target.get("EcsParameters", {})
    names = {
        "TaskDefinitionArn": "taskDefinition",
        "TaskCount": "count",
        "LaunchType": "launchType",
        "Group": "group",
    }
    body = {names[name]: value for name, value in given.items() if name in names}
    operation = "AmazonEC2ContainerServiceV20141113.RunTask"
    return json_call(target, "ecs", operation, {"cluster": resource.removeprefix("cluster/"), **body})


def execution_start(target, event):
    body = {"stateMachineArn": target["Arn"], "input": json.dumps(event)}
    return json_call(target, "states", "AWSStepFunctions.StartExecution", body)


# What a target of these services starts here.
starts = {"codepipeline": pipeline_start, "codebuild": build_start, "ecs": task_start}


def invocation(function, event, source):
    """Asynchronous: Lambda keeps and repeats it."""
    headers = {"content-type": "application/json", "x-amz-invocation-type": "Event"}
    path = f"/2015-03-31/functions/{quote(function, safe='')}/invocations"
    return (function, source, "lambda", path, headers, event, 202)


def deliver(deliveries):
    """The state is on disk, and the turn is free. Gives what the policies of functions do not allow."""
    refused = []
    for message in (each for each in deliveries if isinstance(each, web_subscriptions.WebPost)):
        web_subscriptions.send_later(message)
    for arn, source, *call in (each for each in deliveries if not isinstance(each, web_subscriptions.WebPost)):
        try:
            if source is None or lets_in(arn, source):
                post(arn.split(":")[3], *call)
            else:
                what = f"invocation of {arn}: its policy does not let {source.principal} in"
                refused.append((source.service, what))
        except Exception as error:
            # As on AWS a publisher does not learn of it.
            print(f"{arn} was not sent an event: {error}", file=sys.stderr)
    return refused


def lets_in(function, source):
    """As a permission that was added for the service allows it (Lambda developer guide, Resource-based policies)."""
    region, account = function.split(":")[3:5]
    path = f"/2015-03-31/functions/{quote(function, safe='')}/policy"
    status, text = ask("GET", region, "lambda", path)
    if status == 404:
        return False
    statements = json.loads(json.loads(text)["Policy"])["Statement"]
    return any(is_for(statement, source, account) for statement in statements)


def is_for(statement, source, account):
    principal = statement.get("Principal")
    named = principal if isinstance(principal, str) else principal.get("Service")
    conditions = {
        name.lower(): value for block in statement.get("Condition", {}).values() for name, value in block.items()
    }
    return (
        statement.get("Effect") == "Allow"
        and named in ("*", source.principal)
        and statement.get("Action") in ("lambda:InvokeFunction", "lambda:*", "*")
        and fnmatch.fnmatchcase(source.arn, conditions.get("aws:sourcearn", "*"))
        and conditions.get("aws:sourceaccount", account) == account
    )


def post(region, service, path, headers, body, expected):
    status, text = ask("POST", region, service, path, headers, body)
    if status != expected:
        raise RuntimeError(f"{status} {text}")


def ask(method, region, service, path, headers={}, body=None):
    address = urlsplit(os.environ["SLIPWAY_ENDPOINT"])
    scope = f"{os.environ['SLIPWAY_ACCESS_KEY']}/20260101/{region}/{service}/aws4_request"
    signature = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none"
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    try:
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content, {"authorization": signature, **headers})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()
