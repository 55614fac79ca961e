// Stacks whose resources are made behind the endpoint.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

const missing = await missingMoto();

async function call(endpoint: TestEndpoint, Action: string, parameters: Readonly<Record<string, string>>) {
  const { text } = await callQuery(endpoint, 'cloudformation', {
    Version: '2010-05-15',
    Action,
    ...parameters,
  });
  return text;
}

async function ended(endpoint: TestEndpoint, StackName: string): Promise<string> {
  for (;;) {
    const text = await call(endpoint, 'DescribeStacks', { StackName });
    const status = /<StackStatus>(.*?)</.exec(text)?.[1] ?? text;
    if (!status.endsWith('_IN_PROGRESS')) return status;
    await delay(50);
  }
}

async function failures(endpoint: TestEndpoint, StackName: string): Promise<readonly string[]> {
  const text = await call(endpoint, 'DescribeStackEvents', { StackName });
  const all = text.matchAll(
    /<LogicalResourceId>(.*?)<.*?<ResourceStatus>(.*?)<\/ResourceStatus>(?:<ResourceStatusReason>(.*?)<)?/gs,
  );
  return [...all]
    .filter((match) => match[2]?.endsWith('FAILED'))
    .map((match) => `${match[1]} ${match[2]} ${match[3]}`);
}

const template = (visibility: number, description: string) => `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      ManagedPolicyArns: [!Ref Managed]
      Policies:
        - PolicyName: own
          PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]}
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: "${description}:*", Resource: "*"}]}
  Inline:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: inline
      Roles: [!Ref Role]
      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: "sqs:*", Resource: !GetAtt Queue.Arn}]}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Queue:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: ${visibility}}
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*"}]}
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: ${description}}
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn, RawMessageDelivery: true}
  Key:
    Type: AWS::KMS::Key
    Properties: {Description: ${description}, EnableKeyRotation: true}
  Alias:
    Type: AWS::KMS::Alias
    Properties: {AliasName: alias/app, TargetKeyId: !Ref Key}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
      StreamSpecification: {StreamViewType: NEW_IMAGE}
  Rule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(${visibility} minutes)
      Targets: [{Id: queue, Arn: !GetAtt Queue.Arn}]
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true, Tags: [{Key: Name, Value: ${description}}]}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
      AvailabilityZone: !Select [0, !GetAZs ""]
      MapPublicIpOnLaunch: true
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  Routes:
    Type: AWS::EC2::RouteTable
    Properties: {VpcId: !Ref Vpc}
  Default:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {RouteTableId: !Ref Routes, SubnetId: !Ref Subnet}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16, Description: ${description}}]
  GroupRule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !GetAtt Group.GroupId}
  GroupExit:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: ${visibility}, ToPort: 443, CidrIp: 10.0.0.0/16}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{Name: QueueName, Value: !GetAtt Queue.QueueName}]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: ${visibility}
      ComparisonOperator: GreaterThanThreshold
      AlarmActions: [!Ref Topic]
  Board:
    Type: AWS::CloudWatch::Dashboard
    Properties: {DashboardBody: !Sub '{"widgets": [{"type": "alarm", "properties": {"alarms": ["\${Alarm.Arn}"]}}]}'}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionSubstitutions: {word: ${description}}
      DefinitionString: '{"StartAt": "One", "States": {"One": {"Type": "Pass", "Comment": "\${word}", "End": true}}}'
Outputs:
  Queue: {Value: !Ref Queue}
  Stream: {Value: !GetAtt Table.StreamArn}
`;

test.skipIf(missing !== undefined)(
  'roles, queues, topics, keys, tables, rules and networks are made, changed and deleted',
  async () => {
    await using endpoint = await openTestEndpoint();
    const parameters = { StackName: 'app', 'Capabilities.member.1': 'CAPABILITY_IAM' };
    const refused = await call(endpoint, 'CreateStack', {
      StackName: 'app',
      TemplateBody: template(30, 'one'),
    });
    expect(refused).toContain('Requires capabilities : [CAPABILITY_IAM]');
    await call(endpoint, 'CreateStack', { ...parameters, TemplateBody: template(30, 'one') });
    expect([await ended(endpoint, 'app'), await failures(endpoint, 'app')]).toEqual(['CREATE_COMPLETE', []]);
    await call(endpoint, 'UpdateStack', { ...parameters, TemplateBody: template(40, 'two') });
    expect([await ended(endpoint, 'app'), await failures(endpoint, 'app')]).toEqual(['UPDATE_COMPLETE', []]);
    const described = await call(endpoint, 'DescribeStacks', { StackName: 'app' });
    const url = /<OutputKey>Queue<\/OutputKey><OutputValue>(.*?)</.exec(described)?.[1] ?? '';
    const queue = await callQuery(endpoint, 'sqs', {
      Action: 'GetQueueAttributes',
      Version: '2012-11-05',
      QueueUrl: url,
      'AttributeName.1': 'VisibilityTimeout',
    });
    expect(queue.text).toContain('<Value>40</Value>');
    const id = /<StackId>(.*?)</.exec(described)?.[1] ?? '';
    await call(endpoint, 'DeleteStack', { StackName: 'app' });
    expect([await ended(endpoint, id), await failures(endpoint, id)]).toEqual(['DELETE_COMPLETE', []]);
  },
);
