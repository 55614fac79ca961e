// Types of resources in a stack whose settings are kept, and streams: created, changed in place, and removed.
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { callJson, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const missing = await missingMoto();

/** What failed, so that a test shows the reason. */
async function outcome(endpoint: TestEndpoint, StackName: string): Promise<readonly string[]> {
  const status = await ended(endpoint, StackName);
  const failed = (await eventsOf(endpoint, StackName)).filter((each) => /_FAILED /.test(each));
  return [status, ...failed];
}

interface Life {
  readonly StackName: string;
  readonly first: string;
  readonly second: string;
  /** What is asked when it has been changed. */
  readonly meanwhile?: (described: string) => Promise<void>;
}

/** What a creation, an update and a deletion come to. */
async function lifeOf(endpoint: TestEndpoint, { StackName, first, second, meanwhile }: Life) {
  const given = { StackName, 'Capabilities.member.1': 'CAPABILITY_NAMED_IAM' };
  const { part, text } = await callStacks(endpoint, 'CreateStack', { ...given, TemplateBody: first });
  if (part('StackId') === '') return [text];
  const created = await outcome(endpoint, part('StackId'));
  await callStacks(endpoint, 'UpdateStack', { ...given, TemplateBody: second });
  const updated = await outcome(endpoint, part('StackId'));
  if (updated.length === 1 && updated[0] === 'UPDATE_COMPLETE')
    await meanwhile?.((await callStacks(endpoint, 'DescribeStacks', { StackName })).text);
  await callStacks(endpoint, 'DeleteStack', { StackName });
  return [...created, ...updated, ...(await outcome(endpoint, part('StackId')))];
}

const allWell = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'];

function outputIn(described: string, name: string): string {
  return new RegExp(`<OutputKey>${name}</OutputKey><OutputValue>(.*?)<`).exec(described)?.[1] ?? '';
}

const edge = (word: string, seconds: number) => `
Resources:
  Times:
    Type: AWS::CloudFront::CachePolicy
    Properties:
      CachePolicyConfig:
        Name: times
        Comment: ${word}
        MinTTL: ${seconds}
        DefaultTTL: ${seconds}
        MaxTTL: ${seconds}
        ParametersInCacheKeyAndForwardedToOrigin:
          EnableAcceptEncodingGzip: true
          HeadersConfig: {HeaderBehavior: none}
          CookiesConfig: {CookieBehavior: none}
          QueryStringsConfig: {QueryStringBehavior: whitelist, QueryStrings: [page]}
  Asked:
    Type: AWS::CloudFront::OriginRequestPolicy
    Properties:
      OriginRequestPolicyConfig:
        Name: asked
        Comment: ${word}
        HeadersConfig: {HeaderBehavior: whitelist, Headers: [x-word]}
        CookiesConfig: {CookieBehavior: none}
        QueryStringsConfig: {QueryStringBehavior: none}
  Answered:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        Name: answered
        Comment: ${word}
        CustomHeadersConfig: {Items: [{Header: x-word, Value: ${word}, Override: true}]}
        SecurityHeadersConfig: {ContentTypeOptions: {Override: true}}
  Reader:
    Type: AWS::CloudFront::CloudFrontOriginAccessIdentity
    Properties: {CloudFrontOriginAccessIdentityConfig: {Comment: ${word}}}
  Rewrite:
    Type: AWS::CloudFront::Function
    Properties:
      Name: rewrite
      AutoPublish: true
      FunctionConfig: {Comment: ${word}, Runtime: cloudfront-js-2.0}
      FunctionCode: "function handler(event) { return event.request; } // ${word}"
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        IPV6Enabled: true
        ViewerCertificate: {AcmCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/c", SslSupportMethod: sni-only, MinimumProtocolVersion: TLSv1.2_2021}
        CacheBehaviors: [{PathPattern: /api/*, TargetOriginId: api, ViewerProtocolPolicy: allow-all, CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad}]
        Origins:
          - {Id: api, DomainName: api.shop.example, CustomOriginConfig: {OriginProtocolPolicy: https-only}}
          - {Id: site, DomainName: site.s3.amazonaws.com, S3OriginConfig: {OriginAccessIdentity: !Sub "origin-access-identity/cloudfront/\${Reader}"}}
        DefaultCacheBehavior:
          TargetOriginId: site
          ViewerProtocolPolicy: allow-all
          CachePolicyId: !Ref Times
          OriginRequestPolicyId: !Ref Asked
          ResponseHeadersPolicyId: !GetAtt Answered.Id
          FunctionAssociations: [{EventType: viewer-request, FunctionARN: !GetAtt Rewrite.FunctionARN}]
`;

test('policies, functions and identities of CloudFront are made, changed and removed, and times of a policy are honoured', async () => {
  await using endpoint = await openTestEndpoint();
  const meanwhile = async (): Promise<void> => {
    using account = openAccount(endpoint.stateFolder);
    const distribution = account.list().find(({ type }) => type === 'AWS::CloudFront::Distribution');
    expect(distribution?.values).toMatchObject({
      defaultBehavior: { minTtl: 60, defaultTtl: 60, maxTtl: 60 },
      notExecuted: expect.arrayContaining([
        'FunctionAssociations of the default cache behavior',
        'ResponseHeadersPolicyId of the default cache behavior',
      ]) as unknown,
    });
    await Promise.resolve();
  };
  const life = { StackName: 'edge', first: edge('one', 30), second: edge('two', 60), meanwhile };
  expect(await lifeOf(endpoint, life)).toEqual(allWell);
});

const network = (word: string) => `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Other: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web, VpcId: !Ref Vpc}}
  Card:
    Type: AWS::EC2::NetworkInterface
    Properties: {SubnetId: !Ref Subnet, Description: ${word}, GroupSet: [!Ref Group], SourceDestCheck: ${word === 'one'}, Tags: [{Key: word, Value: ${word}}]}
  Peering:
    Type: AWS::EC2::VPCPeeringConnection
    Properties: {VpcId: !Ref Vpc, PeerVpcId: !Ref Other, Tags: [{Key: word, Value: ${word}}]}
  Way: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  There:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref Way, DestinationCidrBlock: 10.1.0.0/16, VpcPeeringConnectionId: !Ref Peering}
  Names: {Type: AWS::EC2::DHCPOptions, Properties: {DomainName: shop.example, DomainNameServers: [AmazonProvidedDNS], Tags: [{Key: word, Value: ${word}}]}}
  Named: {Type: AWS::EC2::VPCDHCPOptionsAssociation, Properties: {VpcId: !Ref Vpc, DhcpOptionsId: !Ref Names}}
  Out: {Type: AWS::EC2::EgressOnlyInternetGateway, Properties: {VpcId: !Ref Vpc}}
  Logs: {Type: AWS::S3::Bucket}
  Flow:
    Type: AWS::EC2::FlowLog
    Properties: {ResourceId: !Ref Vpc, ResourceType: VPC, TrafficType: ALL, LogDestinationType: s3, LogDestination: !GetAtt Logs.Arn, Tags: [{Key: word, Value: ${word}}]}
Outputs:
  Address: {Value: !GetAtt Card.PrimaryPrivateIpAddress}
`;

test.skipIf(missing !== undefined)(
  'interfaces, peerings, options and flow logs of networks are made, changed and removed',
  async () => {
    await using endpoint = await openTestEndpoint();
    const life = { StackName: 'network', first: network('one'), second: network('two') };
    expect(await lifeOf(endpoint, life)).toEqual(allWell);
  },
);

const kept = (word: string, hours: number) => `
Resources:
  Orders:
    Type: AWS::Kinesis::Stream
    Properties: {ShardCount: 1, RetentionPeriodHours: ${hours}, Tags: [{Key: word, Value: ${word}}]}
  Fan: {Type: AWS::Kinesis::StreamConsumer, Properties: {StreamARN: !GetAtt Orders.Arn, ConsumerName: ${word}}}
  Free: {Type: AWS::Kinesis::Stream, Properties: {StreamModeDetails: {StreamMode: ON_DEMAND}}}
  Busy: {Type: AWS::CloudWatch::CompositeAlarm, Properties: {AlarmRule: !Sub 'ALARM("${word}")', AlarmDescription: ${word}}}
  Pool:
    Type: AWS::Cognito::IdentityPool
    Properties: {AllowUnauthenticatedIdentities: ${word === 'one'}}
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: {IdentityPoolId: !Ref Pool, Roles: {authenticated: "arn:aws:iam::111122223333:role/${word}"}}
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
  Allowed:
    Type: AWS::Events::EventBusPolicy
    Properties:
      EventBusName: !Ref Bus
      StatementId: others
      Statement: {Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: "events:PutEvents", Resource: !GetAtt Bus.Arn}
  Archive:
    Type: AWS::Events::Archive
    Properties: {SourceArn: !GetAtt Bus.Arn, Description: ${word}, RetentionDays: 3, EventPattern: {source: [${word}]}}
  Connection:
    Type: AWS::Events::Connection
    Properties: {AuthorizationType: API_KEY, Description: ${word}, AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: x-key, ApiKeyValue: ${word}}}}
  Destination:
    Type: AWS::Events::ApiDestination
    Properties: {ConnectionArn: !GetAtt Connection.Arn, HttpMethod: POST, InvocationEndpoint: "https://shop.example/${word}"}
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: {DomainName: shop.example, ValidationMethod: DNS, Tags: [{Key: word, Value: ${word}}]}
  Launch: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {ImageId: ami-12345678, InstanceType: t3.micro, InstanceMonitoring: true}}
  Fleet:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {LaunchConfigurationName: !Ref Launch, MinSize: "0", MaxSize: "1", AvailabilityZones: [eu-central-1a]}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
  Reads:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      MinCapacity: 1
      MaxCapacity: ${hours}
      ResourceId: !Sub "table/\${Table}"
      RoleARN: arn:aws:iam::111122223333:role/scaling
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      ServiceNamespace: dynamodb
  Follow:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: follow
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Reads
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: ${hours}
        PredefinedMetricSpecification: {PredefinedMetricType: DynamoDBReadCapacityUtilization}
  Work: {Type: AWS::StepFunctions::Activity, Properties: {Name: work}}
  # Its policies have no version, as those of older templates.
  Older:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ecs.amazonaws.com}, Action: "sts:AssumeRole"}]}
      Policies: [{PolicyName: own, PolicyDocument: {Statement: [{Effect: Allow, Action: "ec2:Describe*", Resource: "*"}]}}]
Outputs:
  Stream: {Value: !GetAtt Orders.Arn}
  Work: {Value: !GetAtt Work.Name}
  Orders: {Value: !Ref Orders}
  Pool: {Value: !Ref Pool}
`;

test.skipIf(missing !== undefined)(
  'streams, composite alarms, identity pools, parts of buses and scaling are made, changed and removed',
  async () => {
    await using endpoint = await openTestEndpoint();
    const meanwhile = async (described: string): Promise<void> => {
      const stream = await callJson(endpoint, 'kinesis', {
        target: 'Kinesis_20131202.DescribeStreamSummary',
        input: { StreamName: outputIn(described, 'Orders') },
      });
      expect(stream.body).toMatchObject({
        StreamDescriptionSummary: { RetentionPeriodHours: 48, OpenShardCount: 1 },
      });
      const roles = await callJson(endpoint, 'cognito-identity', {
        target: 'AWSCognitoIdentityService.GetIdentityPoolRoles',
        input: { IdentityPoolId: outputIn(described, 'Pool') },
      });
      expect(roles.body).toMatchObject({ Roles: { authenticated: 'arn:aws:iam::111122223333:role/two' } });
    };
    const life = { StackName: 'kept', first: kept('one', 24), second: kept('two', 48), meanwhile };
    expect(await lifeOf(endpoint, life)).toEqual(allWell);
  },
);
