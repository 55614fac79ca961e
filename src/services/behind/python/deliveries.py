"""What SNS and EventBridge deliver: to queues by moto itself, to functions by Slipway's Lambda, the rest is reported.

moto would run functions of its own, call web addresses while all other requests wait, and fail a whole PutEvents for a
target that it does not know.
"""

import http.client
import json
import os
import sys
from datetime import datetime, timezone
from urllib.parse import quote, urlsplit

# Of the running request: (function's ARN, event), and what is not delivered here.
to_functions = []
not_delivered = []


def begin():
    to_functions.clear()
    not_delivered.clear()


def install():
    subscriptions_of_sns()
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
        if self.protocol != "lambda":
            not_delivered.append(("SNS", f"delivery by {self.protocol}"))
            return None
        if more.get("message_structure") == "json":
            message = self._parse_message_structure(message, self.protocol)
        sent = self.get_post_data(message, message_id, subject, message_attributes)
        body = {"Subject": None, "MessageAttributes": {}, **sent}
        # The names differ from those of the other protocols (Lambda developer guide, Using Lambda with SNS).
        body["SigningCertUrl"], body["UnsubscribeUrl"] = body.pop("SigningCertURL"), body.pop("UnsubscribeURL")
        record = {
            "EventSource": "aws:sns",
            "EventVersion": "1.0",
            "EventSubscriptionArn": self.arn,
            "Sns": body,
        }
        to_functions.append((self.endpoint, {"Records": [record]}))
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
        if not self.event_pattern.matches_event(original_event):
            return
        targets = self.targets
        for target in targets:
            _, _, service, _, _, resource = target["Arn"].split(":", 5)
            if service in ("sqs", "events") and not resource.startswith("api-destination"):
                self.targets = [target]
                try:
                    original(self, original_event, transform_input)
                finally:
                    self.targets = targets
            elif service == "lambda":
                to_functions.append((target["Arn"], input_of(target, original_event)))
            elif service == "sns":
                publish(target["Arn"], input_of(target, original_event))
            else:
                not_delivered.append(("EventBridge", f"delivery to {service}"))

    Rule.send_to_targets = send_to_targets


def input_of(target, event):
    """What the target is given (EventBridge user guide, Input of targets)."""
    from moto.events.models import EventTemplateParser

    sent = dict(event)
    if not isinstance(sent.get("time"), str):
        sent["time"] = datetime.fromtimestamp(float(sent["time"]), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if "Input" in target:
        return json.loads(target["Input"])
    if target.get("InputPath") not in (None, "", "$"):
        for part in target["InputPath"].removeprefix("$.").split("."):
            sent = sent.get(part) if isinstance(sent, dict) else None
        return sent
    transformer = target.get("InputTransformer")
    if transformer is None:
        return sent
    return EventTemplateParser.parse(transformer.get("InputTemplate"), transformer.get("InputPathsMap", {}), sent)


def publish(topic, event):
    from moto.sns.models import sns_backends

    _, _, _, region, account, _ = topic.split(":", 5)
    message = event if isinstance(event, str) else json.dumps(event)
    sns_backends[account][region].publish(message, arn=topic)


def deliver(deliveries):
    """By asynchronous invocations, which Lambda keeps and repeats. The state is on disk, and the turn is free."""
    for function, event in deliveries:
        try:
            invoke(function, event)
        except Exception as error:
            # As on AWS a publisher does not learn of it.
            print(f"{function} was not invoked: {error}", file=sys.stderr)


def invoke(function, event):
    address = urlsplit(os.environ["SLIPWAY_ENDPOINT"])
    region = function.split(":")[3]
    scope = f"{os.environ['SLIPWAY_ACCESS_KEY']}/20260101/{region}/lambda/aws4_request"
    headers = {
        "authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none",
        "content-type": "application/json",
        "x-amz-invocation-type": "Event",
    }
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    try:
        path = f"/2015-03-31/functions/{quote(function, safe='')}/invocations"
        connection.request("POST", path, json.dumps(event), headers)
        response = connection.getresponse()
        text = response.read().decode()
        if response.status != 202:
            raise RuntimeError(f"{response.status} {text}")
    finally:
        connection.close()
