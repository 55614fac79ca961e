"""Where moto differs from AWS in what tools trip over, and has no setting. Each function is one fault of moto 5.2.5.

test/services/behind.test.ts has a test of each; one whose test passes without it goes.
"""

import json

import backends
import deliveries


def install():
    wait_without_the_turn()
    handles_of_deleted_messages()
    redrive_policies_as_text()
    clusters_of_redshift()
    tags_of_scalable_targets()
    services_that_scale()
    kind_of_vpc_endpoints()
    composite_alarms()
    flow_logs_to_buckets()
    older_policies_within()


def wait_without_the_turn():
    """ReceiveMessage waits up to 20 seconds for a message; other requests are executed meanwhile."""
    from moto.sqs.models import Queue

    original = Queue.wait_for_messages

    def wait_for_messages(self, timeout):
        own = set(backends.touched)
        backends.turn.release()
        try:
            original(self, timeout)
        finally:
            backends.turn.acquire()
            backends.touched.clear()
            backends.touched.update(own)
            # Those of other requests, which have sent them.
            deliveries.begin()

    Queue.wait_for_messages = wait_for_messages


def handles_of_deleted_messages():
    """They are kept so that a message can be deleted twice. For ever: each would be written with every change of a queue."""
    from moto.sqs.models import Queue

    original = Queue.delete_message

    def delete_message(self, receipt_handle):
        if len(self.deleted_messages) > 1000:
            self.deleted_messages.clear()
        original(self, receipt_handle)

    Queue.delete_message = delete_message


def redrive_policies_as_text():
    """AWS gives them without spaces; Terraform takes a space for a change, in every plan."""
    from moto.sqs.models import Queue

    original = Queue.attributes

    def attributes(self):
        result = original.fget(self)
        if self.redrive_policy:
            result["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return result

    Queue.attributes = property(attributes)


def clusters_of_redshift():
    """Members of a cluster that moto leaves out, with the defaults of Redshift's API reference."""
    from moto.redshift.models import Cluster
    from moto.redshift.responses import RedshiftResponse

    Cluster.availability_zone_relocation_status = "disabled"
    Cluster.multi_az = "Disabled"
    Cluster.cluster_availability_status = "Available"
    Cluster.maintenance_track_name = "current"
    Cluster.manual_snapshot_retention_period = -1

    def complete(response, cluster):
        kept = {
            "maintenance_track_name": response._get_param("MaintenanceTrackName"),
            "manual_snapshot_retention_period": response._get_int_param("ManualSnapshotRetentionPeriod"),
        }
        for member, parameter, words in (
            ("availability_zone_relocation_status", "AvailabilityZoneRelocation", ("disabled", "enabled")),
            ("multi_az", "MultiAZ", ("Disabled", "Enabled")),
        ):
            given = response._get_bool_param(parameter)
            kept[member] = None if given is None else words[given]
        for member, value in kept.items():
            if value is not None:
                setattr(cluster, member, value)
        # AWS writes the days of the week in small letters.
        cluster.preferred_maintenance_window = cluster.preferred_maintenance_window.lower()

    for name in ("create_cluster", "modify_cluster", "restore_from_cluster_snapshot"):
        after(RedshiftResponse, name, lambda response, result: complete(response, result.result["Cluster"]))


def services_that_scale():
    """ECS is not moto's here, so moto does not know the services that it is to scale."""
    from moto.applicationautoscaling.models import ApplicationAutoscalingBackend

    ApplicationAutoscalingBackend._ecs_service_exists_for_target = lambda self, resource: True


def tags_of_scalable_targets():
    """moto has none, and Terraform lists them when it has made a target."""
    from moto.applicationautoscaling.models import FakeScalableTarget
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse as Response
    from moto.core.exceptions import JsonRESTError

    FakeScalableTarget.tags = {}

    def target_of(response):
        arn = response._get_param("ResourceARN")
        for dimensions in response.applicationautoscaling_backend.targets.values():
            for target in dimensions.values():
                if target.arn == arn:
                    return target
        raise JsonRESTError("ResourceNotFoundException", f"The resource with the ARN {arn} does not exist")

    def list_tags_for_resource(self):
        return json.dumps({"Tags": target_of(self).tags})

    def tag_resource(self):
        target = target_of(self)
        target.tags = {**target.tags, **self._get_param("Tags")}
        return "{}"

    def untag_resource(self):
        target = target_of(self)
        gone = self._get_param("TagKeys")
        target.tags = {key: value for key, value in target.tags.items() if key not in gone}
        return "{}"

    def registered(self, _result):
        backend = self.applicationautoscaling_backend
        target = backend.targets[self._get_param("ScalableDimension")][self._get_param("ResourceId")]
        target.tags = self._get_param("Tags") or target.tags

    for operation in (list_tags_for_resource, tag_resource, untag_resource):
        setattr(Response, operation.__name__, operation)
    after(Response, "register_scalable_target", registered)


def after(response_class, name, then):
    original = getattr(response_class, name)

    def operation(self):
        result = original(self)
        then(self, result)
        return result

    setattr(response_class, name, operation)


def kind_of_vpc_endpoints():
    """Gateway unless the caller says another (EC2 API reference, CreateVpcEndpoint); without one it cannot be deleted."""
    from moto.ec2.models.vpcs import VPCEndPoint

    original = VPCEndPoint.__init__

    def __init__(self, ec2_backend, endpoint_id, vpc_id, service_name, endpoint_type=None, *rest, **more):
        original(self, ec2_backend, endpoint_id, vpc_id, service_name, endpoint_type or "Gateway", *rest, **more)

    VPCEndPoint.__init__ = __init__


def composite_alarms():
    """moto keeps them, and has no operation that puts one."""
    from moto.cloudwatch.responses import CloudWatchResponse

    CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm


def flow_logs_to_buckets():
    """S3 is not moto's here, so moto does not know the buckets that flow logs are for."""
    from moto.ec2.models.flow_logs import FlowLogsBackend

    original = FlowLogsBackend.create_flow_logs

    def create_flow_logs(self, *, log_destination_type=None, **given):
        if log_destination_type != "s3":
            return original(self, log_destination_type=log_destination_type, **given)
        made, failed = original(self, log_destination_type="kinesis-data-firehose", **given)
        for flow_log in made:
            flow_log.log_destination_type = log_destination_type
        return made, failed

    FlowLogsBackend.create_flow_logs = create_flow_logs


def older_policies_within():
    """A policy within a role, a user or a group may have the version of 2008, or none; only managed ones must be newer."""
    from moto.iam.models import IAMBackend
    from moto.iam.policy_validation import IAMPolicyDocumentValidator as Validator

    def put_any_version(name):
        original = getattr(IAMBackend, name)

        def put(self, *given, **named):
            check = Validator._validate_version
            Validator._validate_version = lambda _validator: None
            try:
                return original(self, *given, **named)
            finally:
                Validator._validate_version = check

        setattr(IAMBackend, name, put)

    for name in ("put_role_policy", "put_user_policy", "put_group_policy"):
        put_any_version(name)
