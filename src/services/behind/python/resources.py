"""Which resources are there, by CloudFormation's types, and which call has made each. Read from moto's own objects."""

import sys
import traceback

import backends


def values(mapping):
    """Of EC2 some are kept by availability zone or network and then by id."""
    for each in mapping.values():
        yield from (each.values() if isinstance(each, dict) else [each])


def is_deleted(each):
    """What was deleted is listed for a while on AWS, too, but it is no resource any more."""
    status = getattr(each, "_status", None)
    return getattr(each, "state", None) in ("deleted", "deleting") or getattr(status, "code", None) == "deleted"


def ec2(kind, attribute, resource, key="id"):
    def rows(backend):
        for each in values(getattr(backend, attribute)):
            if is_deleted(each):
                continue
            name = getattr(each, key)
            yield name, f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:{resource}/{name}"

    return f"AWS::EC2::{kind}", rows


def plain(kind, attribute, name="name", arn="arn"):
    """@param arn an attribute, or the end of the ARN with what is called `name`"""

    def rows(backend):
        for each in getattr(backend, attribute).values():
            label = str(getattr(each, name))
            if ":" in arn:
                service, _, resource = arn.partition(":")
                place = f"{backend.region_name}:{backend.account_id}"
                yield label, f"arn:{backend.partition}:{service}:{place}:{resource.format(label)}"
            else:
                yield label, getattr(each, arn)

    return f"AWS::{kind}", rows


def network_acls(backend):
    for each in backend.network_acls.values():
        # moto leaves the one that a network has from the beginning when the network is deleted.
        if each.vpc_id in backend.vpcs:
            yield each.id, f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:network-acl/{each.id}"


def instances(backend):
    for reservation in backend.reservations.values():
        for each in reservation.instances:
            arn = f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:instance/{each.id}"
            # A terminated instance is listed for an hour on AWS, too, but it is no resource any more.
            if each._state.name not in ("terminated", "shutting-down"):
                yield each.id, arn


def customer_policies(backend):
    for arn, each in backend.managed_policies.items():
        if type(each).__name__ != "AWSManagedPolicy":
            yield each.name, arn


def subscriptions(backend):
    for each in backend.subscriptions.values():
        yield f"{each.topic.name}/{each.protocol}", each.arn


def event_buses(backend):
    for each in backend.event_buses.values():
        if each.name != "default":
            yield each.name, each.arn


def rules(backend):
    for bus in backend.event_buses.values():
        for each in bus.rules.values():
            yield (each.name if bus.name == "default" else f"{bus.name}/{each.name}"), each.arn


def glue_tables(backend):
    for database in backend.databases.values():
        for each in database.tables.values():
            path = f"table/{database.name}/{each.name}"
            yield f"{database.name}/{each.name}", _glue_arn(backend, path)


def glue_databases(backend):
    for each in backend.databases.values():
        yield each.name, _glue_arn(backend, f"database/{each.name}")


def _glue_arn(backend, path):
    return f"arn:{backend.partition}:glue:{backend.region_name}:{backend.account_id}:{path}"


def pool_clients(backend):
    for pool in backend.user_pools.values():
        for each in pool.clients.values():
            yield f"{pool.id}/{each.id}", None


def zones(backend):
    for each in backend.zones.values():
        yield each.name, f"arn:{backend.partition}:route53:::hostedzone/{each.id}"


def records(backend):
    for zone in backend.zones.values():
        for each in zone.rrsets:
            # A zone has these two from the beginning.
            if not (each.type_ in ("NS", "SOA") and each.name.rstrip(".") == zone.name.rstrip(".")):
                yield f"{each.name} {each.type_}", None


def alarms(backend):
    for each in backend.alarms.values():
        yield each.name, each.alarm_arn


def rest_api_arn(backend, path):
    return f"arn:{backend.partition}:apigateway:{backend.region_name}::{path}"


def rest_apis(backend):
    for each in backend.apis.values():
        yield f"{each.id} ({each.name})", rest_api_arn(backend, f"/restapis/{each.id}")


def rest_parts(backend):
    """(type, name, ARN) of what lies in the APIs."""
    for api in backend.apis.values():
        path = f"/restapis/{api.id}"
        for each in api.resources.values():
            if each.parent_id:
                name = f"{api.id}{each.get_path()}"
                yield "Resource", name, rest_api_arn(backend, f"{path}/resources/{each.id}")
            for method in each.resource_methods:
                arn = rest_api_arn(backend, f"{path}/resources/{each.id}/methods/{method}")
                yield "Method", f"{api.id}{each.get_path()} {method}", arn
        for kind, entries in (("Deployment", api.deployments), ("Stage", api.stages), ("Authorizer", api.authorizers)):
            for key in entries:
                yield kind, f"{api.id}/{key}", rest_api_arn(backend, f"{path}/{kind.lower()}s/{key}")


def rest(kind):
    return f"AWS::ApiGateway::{kind}", lambda backend: (
        (name, arn) for each, name, arn in rest_parts(backend) if each == kind
    )


def http_parts(backend):
    for api in backend.apis.values():
        path = f"/apis/{api.api_id}"
        yield "Api", f"{api.api_id} ({api.name})", rest_api_arn(backend, path)
        for each in api.routes.values():
            yield "Route", f"{api.api_id}/{each.route_key}", rest_api_arn(backend, f"{path}/routes/{each.route_id}")
        for kind, entries in (("Integration", api.integrations), ("Stage", api.stages), ("Authorizer", api.authorizers)):
            for key in entries:
                yield kind, f"{api.api_id}/{key}", rest_api_arn(backend, f"{path}/{kind.lower()}s/{key}")


def http(kind):
    return f"AWS::ApiGatewayV2::{kind}", lambda backend: (
        (name, arn) for each, name, arn in http_parts(backend) if each == kind
    )


def is_of_aws(key):
    """AWS makes a key of its own for a service when that first needs one."""
    return any(name.startswith("alias/aws/") for name in key.aliases)


def keys(backend):
    for each in backend.keys.values():
        if not is_of_aws(each):
            yield each.id, each.arn


def key_aliases(backend):
    for key in backend.keys.values():
        if not is_of_aws(key):
            for each in key.aliases.values():
                yield each.alias_name, each.alias_arn


def scalable(backend):
    for dimensions in backend.targets.values():
        for each in dimensions.values():
            yield f"{each.resource_id} {each.scalable_dimension}", each.arn


def scaling_policies(backend):
    for each in backend.policies.values():
        yield f"{each.resource_id} {each.policy_name}", each.policy_arn


KINDS = {
    "ec2": [
        ec2("VPC", "vpcs", "vpc"),
        ec2("Subnet", "subnets", "subnet"),
        ec2("SecurityGroup", "groups", "security-group"),
        ec2("RouteTable", "route_tables", "route-table"),
        ec2("InternetGateway", "internet_gateways", "internet-gateway"),
        ec2("EgressOnlyInternetGateway", "egress_only_internet_gateways", "egress-only-internet-gateway"),
        ec2("NatGateway", "nat_gateways", "natgateway"),
        ("AWS::EC2::NetworkAcl", network_acls),
        ec2("VPCEndpoint", "vpc_end_points", "vpc-endpoint"),
        ec2("VPCPeeringConnection", "vpc_pcxs", "vpc-peering-connection"),
        ec2("Volume", "volumes", "volume"),
        ec2("LaunchTemplate", "launch_templates", "launch-template"),
        ec2("KeyPair", "key_pairs", "key-pair", key="key_name"),
        ec2("TransitGateway", "transit_gateways", "transit-gateway"),
        ec2("VPNGateway", "vpn_gateways", "vpn-gateway"),
        ec2("CustomerGateway", "customer_gateways", "customer-gateway"),
        ec2("FlowLog", "flow_logs", "vpc-flow-log"),
        ec2("PrefixList", "managed_prefix_lists", "prefix-list"),
        ec2("DHCPOptions", "dhcp_options_sets", "dhcp-options"),
        (
            "AWS::EC2::EIP",
            lambda backend: (
                (
                    each.allocation_id or each.public_ip,
                    f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:elastic-ip/{each.allocation_id}",
                )
                for each in backend.addresses
            ),
        ),
        ("AWS::EC2::Instance", instances),
    ],
    "elb": [plain("ElasticLoadBalancing::LoadBalancer", "load_balancers", arn="elasticloadbalancing:loadbalancer/{}")],
    "autoscaling": [
        plain("AutoScaling::AutoScalingGroup", "autoscaling_groups"),
        plain("AutoScaling::LaunchConfiguration", "launch_configurations"),
    ],
    "application-autoscaling": [
        ("AWS::ApplicationAutoScaling::ScalableTarget", scalable),
        ("AWS::ApplicationAutoScaling::ScalingPolicy", scaling_policies),
    ],
    "rds": [
        plain("RDS::DBCluster", "clusters", "db_cluster_identifier"),
        plain("RDS::DBInstance", "databases", "db_instance_identifier"),
        plain("RDS::DBSubnetGroup", "subnet_groups"),
        plain("RDS::DBParameterGroup", "db_parameter_groups"),
        plain("RDS::DBClusterParameterGroup", "db_cluster_parameter_groups"),
    ],
    "efs": [
        plain("EFS::FileSystem", "file_systems_by_id", "file_system_id"),
        plain("EFS::MountTarget", "mount_targets_by_id", "mount_target_id"),
        plain("EFS::AccessPoint", "access_points", "access_point_id"),
    ],
    "redshift": [
        plain("Redshift::Cluster", "clusters", "cluster_identifier"),
        plain("Redshift::ClusterSubnetGroup", "subnet_groups", "cluster_subnet_group_name"),
        plain("Redshift::ClusterParameterGroup", "parameter_groups"),
    ],
    "ecr": [plain("ECR::Repository", "repositories")],
    "iam": [
        plain("IAM::Role", "roles"),
        ("AWS::IAM::ManagedPolicy", customer_policies),
        plain("IAM::InstanceProfile", "instance_profiles"),
        plain("IAM::User", "users"),
        plain("IAM::Group", "groups"),
        plain("IAM::OIDCProvider", "open_id_providers", "url"),
    ],
    "sns": [plain("SNS::Topic", "topics"), ("AWS::SNS::Subscription", subscriptions)],
    "sqs": [plain("SQS::Queue", "queues", arn="queue_arn")],
    "events": [("AWS::Events::EventBus", event_buses), ("AWS::Events::Rule", rules), plain("Events::Archive", "archives")],
    "glue": [
        ("AWS::Glue::Database", glue_databases),
        ("AWS::Glue::Table", glue_tables),
        plain("Glue::Crawler", "crawlers"),
        plain("Glue::Job", "jobs"),
        plain("Glue::Trigger", "triggers"),
        plain("Glue::Connection", "connections", arn="glue:connection/{}"),
    ],
    "cognito-idp": [
        plain("Cognito::UserPool", "user_pools", "id"),
        ("AWS::Cognito::UserPoolClient", pool_clients),
    ],
    "cognito-identity": [
        plain("Cognito::IdentityPool", "identity_pools", "identity_pool_id", "cognito-identity:identitypool/{}")
    ],
    "stepfunctions": [
        (
            "AWS::StepFunctions::StateMachine",
            lambda backend: ((each.name, each.arn) for each in backend.state_machines),
        ),
        plain("StepFunctions::Activity", "activities"),
    ],
    "acm": [plain("CertificateManager::Certificate", "_certificates", "common_name")],
    "route53": [
        ("AWS::Route53::HostedZone", zones),
        ("AWS::Route53::RecordSet", records),
        (
            "AWS::Route53::HealthCheck",
            lambda backend: (
                (each.id, f"arn:{backend.partition}:route53:::healthcheck/{each.id}")
                for each in backend.health_checks.values()
            ),
        ),
    ],
    "cloudwatch": [
        ("AWS::CloudWatch::Alarm", alarms),
        plain("CloudWatch::Dashboard", "dashboards"),
    ],
    "apigateway": [
        ("AWS::ApiGateway::RestApi", rest_apis),
        *[rest(kind) for kind in ("Resource", "Method", "Deployment", "Stage", "Authorizer")],
        plain("ApiGateway::ApiKey", "keys", "id", "apigateway:/apikeys/{}"),
        plain("ApiGateway::UsagePlan", "usage_plans", "id", "apigateway:/usageplans/{}"),
    ],
    "apigatewayv2": [http(kind) for kind in ("Api", "Route", "Integration", "Stage", "Authorizer")],
    "kms": [("AWS::KMS::Key", keys), ("AWS::KMS::Alias", key_aliases)],
    "dynamodb": [plain("DynamoDB::Table", "tables", arn="table_arn")],
}


def resources_of(service, backend):
    """(account, region, type, name) → ARN or None."""
    found = {}
    for kind, rows in KINDS.get(service, ()):
        try:
            for name, arn in rows(backend):
                found[(backend.account_id, backend.region_name, kind, name)] = arn
        except Exception:
            # A list with a gap must not fail the call that has succeeded.
            print(f"{kind} cannot be listed", file=sys.stderr)
            traceback.print_exc()
    return found


class Register:
    """By unit, what calls have made, and what was there from the beginning."""

    def __init__(self):
        self.made = {}
        self.given = {}

    def is_new(self, service, backend):
        """What AWS gives with a region: the default network, for example."""
        given = self.given.setdefault(backends.unit_of(service), set())
        given.update(resources_of(service, backend))

    def note(self, units, call, now):
        for unit in units:
            found = {}
            for service, _account, _region, backend in backends.backends_of(unit):
                found.update(resources_of(service, backend))
            before, given = self.made.get(unit, {}), self.given.get(unit, set())
            by = {"operation": call.get("action"), "principal": call.get("principal"), "at": now}
            self.made[unit] = {
                key: before.get(key) or {"arn": arn, **by} for key, arn in found.items() if key not in given
            }

    def head(self, unit):
        made = [[*key, value] for key, value in self.made.get(unit, {}).items()]
        return {"resources": made, "given": sorted(self.given.get(unit, ()))}

    def take(self, unit, head):
        self.made[unit] = {tuple(each[:4]): each[4] for each in head["resources"]}
        self.given[unit] = {tuple(each) for each in head["given"]}
