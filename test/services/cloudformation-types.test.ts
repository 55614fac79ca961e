// Types of resources in a stack that are made by plain calls: created, changed in place, and removed.
import { expect, test } from 'vitest';
import { callJson, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { call as s3, openWithBucket } from '../rig/s3-calls.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const missing = await missingMoto();

/** What failed, so that a test shows the reason. */
async function outcome(endpoint: TestEndpoint, StackName: string): Promise<readonly string[]> {
  const status = await ended(endpoint, StackName);
  const failed = (await eventsOf(endpoint, StackName)).filter((each) => /_FAILED /.test(each));
  return [status, ...failed];
}

/** What a creation, an update and a deletion come to. */
async function lifeOf(endpoint: TestEndpoint, first: string, second: string): Promise<readonly string[]> {
  const given = { StackName: 'app', 'Capabilities.member.1': 'CAPABILITY_NAMED_IAM' };
  const { part } = await callStacks(endpoint, 'CreateStack', { ...given, TemplateBody: first });
  const created = await outcome(endpoint, part('StackId'));
  await callStacks(endpoint, 'UpdateStack', { ...given, TemplateBody: second });
  const updated = await outcome(endpoint, part('StackId'));
  await callStacks(endpoint, 'DeleteStack', { StackName: 'app' });
  return [...created, ...updated, ...(await outcome(endpoint, part('StackId')))];
}

const allWell = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'];

const executed = (word: string, level: string) => `
Resources:
  Rest: {Type: AWS::ApiGateway::RestApi, Properties: {Name: rest}}
  Model:
    Type: AWS::ApiGateway::Model
    Properties: {RestApiId: !Ref Rest, Description: ${word}, Schema: {type: object}}
  Validator:
    Type: AWS::ApiGateway::RequestValidator
    Properties: {RestApiId: !Ref Rest, Name: all, ValidateRequestBody: true}
  Gone:
    Type: AWS::ApiGateway::GatewayResponse
    Properties: {RestApiId: !Ref Rest, ResponseType: DEFAULT_4XX, ResponseTemplates: {application/json: '"${word}"'}}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Rest
      ResourceId: !GetAtt Rest.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration: {Type: MOCK}
  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: {RestApiId: !Ref Rest}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Rest
      DeploymentId: !Ref Deployment
      StageName: prod
      TracingEnabled: true
      Variables: {word: ${word}}
      MethodSettings: [{ResourcePath: /*, HttpMethod: "*", LoggingLevel: ${level}, ThrottlingBurstLimit: 7}]
  Domain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: ${word}.shop.example
      DomainNameConfigurations:
        - {CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c', EndpointType: REGIONAL}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {DomainName: !Ref Domain, ApiId: !Ref Rest, Stage: !Ref Stage, ApiMappingKey: ${word}}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - {Id: ${word}, Status: Enabled, NoncurrentVersionExpirationInDays: 7, Transitions: [{StorageClass: GLACIER, TransitionInDays: 30}]}
  Account: {Type: AWS::ApiGateway::Account, Properties: {CloudWatchRoleArn: "arn:aws:iam::111122223333:role/${word}"}}
  Reports:
    Type: AWS::CodeBuild::ReportGroup
    Properties: {Type: TEST, DeleteReports: true, ExportConfig: {ExportConfigType: NO_EXPORT}, Tags: [{Key: word, Value: ${word}}]}
  Logs: {Type: AWS::Logs::LogGroup}
  Stream: {Type: AWS::Logs::LogStream, Properties: {LogGroupName: !Ref Logs}}
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: {SecretString: '{"username": "${word}"}'}
  Readers:
    Type: AWS::SecretsManager::ResourcePolicy
    Properties:
      SecretId: !Ref Secret
      ResourcePolicy:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: secretsmanager:GetSecretValue, Resource: "*", Sid: ${word}}]
`;

test('parts of REST APIs, log streams and policies of secrets are made, changed and removed', async () => {
  await using endpoint = await openTestEndpoint();
  expect(await lifeOf(endpoint, executed('one', 'INFO'), executed('two', 'ERROR'))).toEqual(allWell);
});

const recorded = (word: string, path: string) => `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ""]}}
  Other: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [1, !GetAZs ""]}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Address: {Type: AWS::EC2::EIP, Properties: {Domain: vpc, Tags: [{Key: word, Value: ${word}}]}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Subnet, AllocationId: !GetAtt Address.AllocationId}}
  Default: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.s3", RouteTableIds: [!Ref Table], Tags: [{Key: word, Value: ${word}}]}
  List: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref Vpc, Tags: [{Key: word, Value: ${word}}]}}
  Web:
    Type: AWS::EC2::NetworkAclEntry
    Properties: {NetworkAclId: !Ref List, RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: ${word === 'one' ? '10.0.0.0/8' : '0.0.0.0/0'}, PortRange: {From: 80, To: 80}}
  Listed: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref Subnet, NetworkAclId: !Ref List}}
  Subnets:
    Type: AWS::RDS::DBSubnetGroup
    Properties: {DBSubnetGroupDescription: ${word}, SubnetIds: [!Ref Subnet, !Ref Other]}
  Group: {Type: AWS::IAM::Group, Properties: {ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}}
  User: {Type: AWS::IAM::User, Properties: {Path: ${path}, Groups: [!Ref Group]}}
  More: {Type: AWS::IAM::User}
  Members: {Type: AWS::IAM::UserToGroupAddition, Properties: {GroupName: !Ref Group, Users: [!Ref More]}}
  Rights:
    Type: AWS::IAM::UserPolicy
    Properties: {UserName: !Ref User, PolicyName: rights, PolicyDocument: {Version: "2012-10-17", Statement: [{Sid: ${word}, Effect: Allow, Action: s3:*, Resource: "*"}]}}
  Key: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref User}}
  Pool: {Type: AWS::Cognito::UserPool, Properties: {UserPoolName: pool, AutoVerifiedAttributes: [email], EmailVerificationSubject: ${word}}}
  Client: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref Pool, ClientName: ${word}, ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH]}}
  Admins: {Type: AWS::Cognito::UserPoolGroup, Properties: {UserPoolId: !Ref Pool, GroupName: admins, Description: ${word}}}
  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.org}}
  Record: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: "${word}.example.org.", Type: A, TTL: 60, ResourceRecords: [10.0.0.1]}}
  ByName: {Type: AWS::Route53::RecordSet, DependsOn: Zone, Properties: {HostedZoneName: example.org., Name: "name.example.org.", Type: TXT, TTL: 60, ResourceRecords: ['"${word}"']}}
Outputs:
  All: {Value: !Sub "\${Address} \${Endpoint} \${Key} \${Key.SecretAccessKey} \${Pool.ProviderName} \${Client}"}
`;

test.skipIf(missing !== undefined)(
  'addresses, endpoints, users, user pools and hosted zones are kept, changed and removed',
  async () => {
    await using endpoint = await openTestEndpoint();
    expect(await lifeOf(endpoint, recorded('one', '/one/'), recorded('two', '/two/'))).toEqual(allWell);
  },
);

const targets = (word: string) => `
Resources:
  App: {Type: AWS::ElasticBeanstalk::Application, Properties: {Description: ${word}}}
  Env:
    Type: AWS::ElasticBeanstalk::Environment
    Properties:
      ApplicationName: !Ref App
      SolutionStackName: 64bit Amazon Linux 2023 v4.3.0 running Python 3.11
      OptionSettings: [{Namespace: aws:elasticbeanstalk:application:environment, OptionName: WORD, Value: ${word}}]
  Access:
    Type: AWS::CloudFront::OriginAccessControl
    Properties: {OriginAccessControlConfig: {Name: site, Description: ${word}, OriginAccessControlOriginType: s3, SigningBehavior: always, SigningProtocol: sigv4}}
  Edge:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Comment: ${word}
        Origins:
          - {Id: site, DomainName: site.s3.us-east-1.amazonaws.com, OriginAccessControlId: !GetAtt Access.Id, S3OriginConfig: {OriginAccessIdentity: ""}}
        DefaultCacheBehavior:
          TargetOriginId: site
          ViewerProtocolPolicy: allow-all
          AllowedMethods: [GET, HEAD, OPTIONS]
          CachedMethods: [GET, HEAD]
          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
        CacheBehaviors:
          - {PathPattern: /api/*, TargetOriginId: site, ViewerProtocolPolicy: allow-all, ForwardedValues: {QueryString: false}}
        CustomErrorResponses: [{ErrorCode: 404, ResponseCode: 200, ResponsePagePath: /index.html}]
Outputs:
  All: {Value: !Sub "\${Edge.DomainName} \${Edge} \${Env}"}
`;

test('environments and distributions are made, changed and removed', async () => {
  await using endpoint = await openTestEndpoint();
  expect(await lifeOf(endpoint, targets('one'), targets('two'))).toEqual(allWell);
});

const fleet = (size: number) => `
Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        InstanceType: t3.micro
        TagSpecifications: [{ResourceType: instance, Tags: [{Key: role, Value: web}]}]
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "${size}"
      MaxSize: "${size}"
      AvailabilityZones: !GetAZs ""
      LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}
      Tags: [{Key: size, Value: "${size}", PropagateAtLaunch: true}]
`;

test.skipIf(missing !== undefined)('Auto Scaling groups are made, changed and removed', async () => {
  await using endpoint = await openTestEndpoint();
  expect(await lifeOf(endpoint, fleet(1), fleet(2))).toEqual(allWell);
});

const recordedToo = (word: string, address: string) => `
Resources:
  GitHub:
    Type: AWS::IAM::OIDCProvider
    Properties: {Url: "https://token.actions.githubusercontent.com", ClientIdList: [${word}.example.org], ThumbprintList: [6938fd4d98bab03faadb97b34396831e3780aea1]}
  Linked: {Type: AWS::IAM::ServiceLinkedRole, Properties: {AWSServiceName: ecs.amazonaws.com, Description: ${word}}}
  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.org}}
  Records:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneId: !Ref Zone
      RecordSets:
        - {Name: a.example.org., Type: A, TTL: "60", ResourceRecords: [${address}]}
        - {Name: ${word}.example.org., Type: CNAME, TTL: "60", ResourceRecords: [a.example.org]}
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTP, IPAddress: ${address}, Port: 80, ResourcePath: /${word}}}
  Settings:
    Type: AWS::RDS::DBClusterParameterGroup
    Properties: {Family: aurora-postgresql15, Description: settings, Parameters: {log_statement: ${word === 'one' ? 'all' : 'ddl'}}}
  OfInstances:
    Type: AWS::RDS::DBParameterGroup
    Properties: {Family: aurora-postgresql15, Description: settings, Parameters: {log_statement: ${word === 'one' ? 'all' : 'ddl'}}}
Outputs:
  All: {Value: !Sub "\${GitHub.Arn} \${Linked.RoleName} \${Check.HealthCheckId} \${OfInstances}"}
`;

test.skipIf(missing !== undefined)(
  'identity providers, roles of services, groups of records and parameters are kept, changed and removed',
  async () => {
    await using endpoint = await openTestEndpoint();
    const [first, second] = [recordedToo('one', '10.0.0.1'), recordedToo('two', '10.0.0.2')];
    expect(await lifeOf(endpoint, first, second)).toEqual(allWell);
  },
);

test('the definition of an API is taken from S3', async () => {
  await using endpoint = await openWithBucket();
  const about = { info: { title: 'told', version: '1' } };
  const mock = { 'x-amazon-apigateway-integration': { type: 'mock' }, responses: {} };
  const uri = `arn:aws:lambda:eu-central-1:111122223333:function:none`;
  const proxy = {
    'x-amazon-apigateway-integration': { type: 'aws_proxy', payloadFormatVersion: '2.0', uri },
  };
  const bodies = {
    'rest.json': { swagger: '2.0', ...about, paths: { '/hello': { get: mock } } },
    'http.json': { openapi: '3.0.1', ...about, paths: { '/hello': { get: { ...proxy, responses: {} } } } },
  };
  for (const [name, body] of Object.entries(bodies))
    await s3(endpoint, `PUT /shop/${name}`, { body: JSON.stringify(body) });
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'app',
    TemplateBody: `
Resources:
  Rest: {Type: AWS::ApiGateway::RestApi, Properties: {BodyS3Location: {Bucket: shop, Key: rest.json}}}
  Http: {Type: AWS::ApiGatewayV2::Api, Properties: {BodyS3Location: {Bucket: shop, Key: http.json}}}
Outputs:
  Rest: {Value: !Ref Rest}
  Http: {Value: !Ref Http}
`,
  });
  expect(await outcome(endpoint, 'app')).toEqual(['CREATE_COMPLETE']);
  const { text } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
  const [rest = '', http = ''] = [...text.matchAll(/<OutputValue>(.*?)</g)].map((match) => match[1] ?? '');
  const read = async (path: string) =>
    (
      await fetch(`${endpoint.url}${path}`, { headers: signature('apigateway', endpoint.credentials) })
    ).text();
  expect(await read(`/restapis/${rest}/resources`)).toContain('/hello');
  expect(await read(`/v2/apis/${http}/routes`)).toContain('GET /hello');
});

const machines = (word: string, size: string) => `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: web}}
  Key: {Type: AWS::EC2::KeyPair, Properties: {KeyName: deploy}}
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12c6146b
      InstanceType: ${size}
      KeyName: !Ref Key
      SubnetId: !Ref Subnet
      SecurityGroupIds: [!Ref Group]
      UserData: !Base64 "echo hello"
      BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeSize: 20}}]
      Tags: [{Key: word, Value: ${word}}]
  Address: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
  Attached: {Type: AWS::EC2::EIPAssociation, Properties: {AllocationId: !GetAtt Address.AllocationId, InstanceId: !Ref Web}}
  Disk: {Type: AWS::EC2::Volume, Properties: {AvailabilityZone: !GetAtt Web.AvailabilityZone, Size: 10, Tags: [{Key: word, Value: ${word}}]}}
Outputs:
  All: {Value: !Sub "\${Web.PrivateIp} \${Web.VpcId} \${Key.KeyPairId} \${Disk} \${Attached}"}
`;

test.skipIf(missing !== undefined)('instances, keys and volumes are kept, changed and removed', async () => {
  await using endpoint = await openTestEndpoint();
  expect(await lifeOf(endpoint, machines('one', 't3.micro'), machines('two', 't3.small'))).toEqual(allWell);
});

const inner = (word: string) => `
Parameters: {Word: {Type: String, Default: none}}
Resources:
  One: {Type: AWS::SSM::Parameter, Properties: {Name: !Sub "/set/\${AWS::Region}", Type: String, Value: !Sub "${word} \${Word}"}}
`;

const setOf = (word: string, regions: string) => `
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      StackSetName: shared
      PermissionModel: SELF_MANAGED
      TemplateBody: ${JSON.stringify(inner(word))}
      Parameters: [{ParameterKey: Word, ParameterValue: ${word}}]
      StackInstancesGroup:
        - {DeploymentTargets: {Accounts: [!Ref AWS::AccountId]}, Regions: ${regions}}
`;

test('a stack set has its stacks in the Regions of the template, and none when the stack is deleted', async () => {
  await using endpoint = await openTestEndpoint();
  const regionsOf = async () => {
    const { text } = await callStacks(endpoint, 'ListStackInstances', { StackSetName: 'shared' });
    return [...text.matchAll(/<Region>(.*?)</g)]
      .map((match) => match[1] ?? '')
      .toSorted((a, b) => (a < b ? -1 : 1));
  };
  const given = { StackName: 'app' };
  const { part } = await callStacks(endpoint, 'CreateStack', {
    ...given,
    TemplateBody: setOf('one', '[eu-central-1, eu-west-1]'),
  });
  expect(await outcome(endpoint, 'app')).toEqual(['CREATE_COMPLETE']);
  expect(await regionsOf()).toEqual(['eu-central-1', 'eu-west-1']);
  await callStacks(endpoint, 'UpdateStack', {
    ...given,
    TemplateBody: setOf('two', '[eu-central-1, us-east-1]'),
  });
  expect(await outcome(endpoint, 'app')).toEqual(['UPDATE_COMPLETE']);
  expect(await regionsOf()).toEqual(['eu-central-1', 'us-east-1']);
  const { body } = await callJson(endpoint, 'ssm', {
    target: 'AmazonSSM.GetParameter',
    input: { Name: '/set/eu-central-1' },
  });
  expect(body).toMatchObject({ Parameter: { Value: 'two two' } });
  await callStacks(endpoint, 'DeleteStack', given);
  expect(await outcome(endpoint, part('StackId'))).toEqual(['DELETE_COMPLETE']);
  expect((await callStacks(endpoint, 'DescribeStackSet', { StackSetName: 'shared' })).text).toContain(
    'StackSetNotFound',
  );
});
