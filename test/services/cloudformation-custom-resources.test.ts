// Custom resources and wait conditions: what a stack waits for, and what becomes of the answers.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { callJson, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

/** A provider that keeps what it is asked in parameters of SSM, and does what the resource's `Does` says. */
const provider = `
  Provider:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Timeout: 300
      Role: arn:aws:iam::111122223333:role/provider
      Code:
        ZipFile: |
          const response = require('cfn-response');
          const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID: id, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
          const headers = {
            authorization: 'AWS4-HMAC-SHA256 Credential=' + id + '/20260101/' + region + '/ssm/aws4_request, SignedHeaders=host, Signature=00',
            'x-amz-security-token': token,
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': 'AmazonSSM.PutParameter',
          };
          const keep = async (Name, Value) => {
            const body = JSON.stringify({ Name, Value, Type: 'String', Overwrite: true });
            const answer = await fetch(AWS_ENDPOINT_URL, { method: 'POST', headers, body });
            if (!answer.ok) throw new Error(await answer.text());
          };
          // As libraries have it that are packed with the code.
          const byHttps = (event, { Status, PhysicalResourceId, Data }) => new Promise((resolve, reject) => {
            const { hostname, pathname: path } = new URL(event.ResponseURL);
            const sent = require('https').request({ hostname, port: 443, path, method: 'PUT' }, (r) => r.resume().on('end', resolve));
            sent.on('error', reject).end(JSON.stringify({ Status, PhysicalResourceId, Data }));
          });
          exports.handler = async (event, context) => {
            const { RequestType, ResourceProperties: properties, OldResourceProperties: old } = event;
            const { Does, Name } = properties;
            const Value = [RequestType, event.PhysicalResourceId, JSON.stringify(properties.Given), old?.Name].join(' ');
            const Key = '/asked/' + event.LogicalResourceId + '/' + RequestType + '/' + Name;
            await keep(Key, Value);
            if (Does === 'nothing' && RequestType === 'Create') return;
            const status = Does === 'fail' && RequestType !== 'Delete' ? response.FAILED : response.SUCCESS;
            if (Does === 'by https') return await byHttps(event, { ...event, Status: 'SUCCESS', PhysicalResourceId: 'id-' + Name, Data: { Text: 'made ' + Name, 'a.b': 'flat' } });
            await response.send(event, context, status, { Text: 'made ' + Name, 'a.b': 'flat' }, 'id-' + Name, Does === 'hide');
          };
`;

interface Custom {
  readonly name: string;
  readonly does?: string;
  readonly timeout?: number;
  readonly more?: string;
}

const template = ({ name, does = 'work', timeout = 600, more = '' }: Custom) => `
Resources:
${provider}
  Mine:
    Type: Custom::Mine
    Properties:
      ServiceToken: !GetAtt Provider.Arn
      ServiceTimeout: ${timeout}
      Name: ${name}
      Does: ${does}
      Given: {Count: 3, Is: true}
  Made:
    Type: AWS::SSM::Parameter
    Properties: {Name: /made, Type: String, Value: !Sub "\${Mine} \${Mine.Text} \${Mine.a.b}"}
${more}
`;

async function parameter(endpoint: TestEndpoint, Name: string): Promise<string> {
  const { body } = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name } });
  return String((body['Parameter'] as { readonly Value?: unknown } | undefined)?.Value);
}

test('a custom resource is made, replaced by the id that its function answers with, and removed', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', { StackName: 'own', TemplateBody: template({ name: 'one' }) });
  expect(await ended(endpoint, 'own')).toBe('CREATE_COMPLETE');
  expect(await parameter(endpoint, '/made')).toBe('id-one made one flat');
  // Scalars are sent as texts.
  expect(await parameter(endpoint, '/asked/Mine/Create/one')).toBe('Create  {"Count":"3","Is":"true"} ');

  const second = template({ name: 'two', does: 'by https' });
  await callStacks(endpoint, 'UpdateStack', { StackName: 'own', TemplateBody: second });
  expect(await ended(endpoint, 'own')).toBe('UPDATE_COMPLETE');
  expect(await parameter(endpoint, '/made')).toBe('id-two made two flat');
  expect(await parameter(endpoint, '/asked/Mine/Update/two')).toBe(
    'Update id-one {"Count":"3","Is":"true"} one',
  );
  // The one before is removed in the clean-up.
  expect(await parameter(endpoint, '/asked/Mine/Delete/one')).toBe(
    'Delete id-one {"Count":"3","Is":"true"} ',
  );
  const events = (await eventsOf(endpoint, 'own')).filter((each) => each.startsWith('Mine '));
  expect(events.slice(3)).toEqual([
    'Mine UPDATE_IN_PROGRESS',
    'Mine UPDATE_IN_PROGRESS Requested update required the provider to create a new physical resource',
    'Mine UPDATE_COMPLETE',
    'Mine DELETE_IN_PROGRESS',
    'Mine DELETE_COMPLETE',
  ]);
  await callStacks(endpoint, 'DeleteStack', { StackName: 'own' });
  expect(await ended(endpoint, 'own')).toBe('');
  expect(await parameter(endpoint, '/asked/Mine/Delete/two')).toContain('Delete id-two');
});

test('events do not show what a custom resource answers with NoEcho, and no hidden parameter', async () => {
  await using endpoint = await openTestEndpoint();
  const more = `  Other:
    Type: AWS::SSM::Parameter
    Properties: {Name: /other, Type: String, Value: !Sub "by \${Password}"}
Parameters:
  Password: {Type: String, NoEcho: true, Default: hunter2}`;
  const given = { StackName: 'app', TemplateBody: template({ name: 'one', does: 'hide', more }) };
  await callStacks(endpoint, 'CreateStack', given);
  expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
  expect(await parameter(endpoint, '/made')).toBe('id-one made one flat');
  expect(await parameter(endpoint, '/other')).toBe('by hunter2');
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
  await callStacks(endpoint, 'DeleteStack', { StackName: 'app' });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
  const { text } = await callStacks(endpoint, 'DescribeStackEvents', { StackName: part('StackId') });
  expect(text).not.toMatch(/hunter2|made one/);
  expect(text).toContain('id-one **** ****');
  expect(text.match(/by \*\*\*\*/g)?.length).toBe(5);
});

test('a function that answers FAILED fails the stack and is asked to remove what it made', async () => {
  await using endpoint = await openTestEndpoint();
  const body = template({ name: 'bad', does: 'fail' });
  await callStacks(endpoint, 'CreateStack', { StackName: 'own', TemplateBody: body });
  expect(await ended(endpoint, 'own')).toBe('ROLLBACK_COMPLETE');
  expect(await parameter(endpoint, '/asked/Mine/Delete/bad')).toContain('Delete id-bad');
  const failed = (await eventsOf(endpoint, 'own')).find((each) => each.startsWith('Mine CREATE_FAILED'));
  expect(failed).toMatch(
    /^Mine CREATE_FAILED Received response status \[FAILED\] from custom resource. Message returned: See the details in CloudWatch Log Stream: .* \(RequestId: [\da-f-]{36}\)$/,
  );
});

test('an update whose custom resource fails asks it for its earlier properties again', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', { StackName: 'own', TemplateBody: template({ name: 'one' }) });
  expect(await ended(endpoint, 'own')).toBe('CREATE_COMPLETE');
  const body = template({ name: 'two', does: 'fail' });
  await callStacks(endpoint, 'UpdateStack', { StackName: 'own', TemplateBody: body });
  expect(await ended(endpoint, 'own')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await parameter(endpoint, '/asked/Mine/Update/one')).toContain('Update id-one');
  expect(await parameter(endpoint, '/made')).toBe('id-one made one flat');
});

test('a function that never answers fails the stack when the time of the resource is up', async () => {
  await using endpoint = await openTestEndpoint();
  const body = template({ name: 'silent', does: 'nothing', timeout: 1 });
  await callStacks(endpoint, 'CreateStack', { StackName: 'own', TemplateBody: body });
  // The removal has the same second, which may be too short for a slow machine.
  expect(await ended(endpoint, 'own')).toMatch(/^ROLLBACK_/);
  const events = await eventsOf(endpoint, 'own');
  expect(events.join('\n')).toContain(
    'Mine CREATE_FAILED CloudFormation did not receive a response from your Custom Resource.',
  );
  // It is removed by an id that is made up.
  let asked = await parameter(endpoint, '/asked/Mine/Delete/silent');
  while (asked === 'undefined') {
    await delay(20);
    asked = await parameter(endpoint, '/asked/Mine/Delete/silent');
  }
  expect(asked).toMatch(/^Delete own-Mine-\w{12} /);
});

const waiting = (count: number, seconds: number) => `
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Address:
    Type: AWS::SSM::Parameter
    Properties: {Name: /address, Type: String, Value: !Ref Handle}
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: Address
    Properties: {Handle: !Ref Handle, Count: ${count}, Timeout: ${seconds}}
Outputs:
  Data: {Value: !GetAtt Ready.Data}
`;

/** The address of the handle, as soon as the stack waits. */
async function addressOf(endpoint: TestEndpoint): Promise<string> {
  for (;;) {
    const events = await eventsOf(endpoint, 'waits');
    if (events.includes('Ready CREATE_IN_PROGRESS')) return await parameter(endpoint, '/address');
    await delay(20);
  }
}

async function send(address: string, signal: Readonly<Record<string, string>>): Promise<void> {
  await fetch(address, { method: 'PUT', body: JSON.stringify(signal) });
}

test('a wait condition is complete when it has been signalled often enough, each id counted once', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', { StackName: 'waits', TemplateBody: waiting(2, 60) });
  const address = await addressOf(endpoint);
  await send(address, { Status: 'SUCCESS', UniqueId: 'a', Data: 'first', Reason: '' });
  await send(address, { Status: 'SUCCESS', UniqueId: 'a', Data: 'again', Reason: '' });
  await send(address, { Status: 'SUCCESS', UniqueId: 'b', Data: 'second', Reason: '' });
  expect(await ended(endpoint, 'waits')).toBe('CREATE_COMPLETE');
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'waits' });
  expect(part('OutputValue').replaceAll('&quot;', '"')).toBe('{"a":"first","b":"second"}');
  expect((await eventsOf(endpoint, 'waits')).filter((each) => each.startsWith('Ready '))).toEqual([
    'Ready CREATE_IN_PROGRESS',
    'Ready CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId a',
    'Ready CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId b',
    'Ready CREATE_IN_PROGRESS Resource creation Initiated',
    'Ready CREATE_COMPLETE',
  ]);
});

test('a signal of failure, and none in time, fail the wait condition', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', { StackName: 'waits', TemplateBody: waiting(1, 60) });
  await send(await addressOf(endpoint), { Status: 'FAILURE', UniqueId: 'a', Data: '', Reason: 'no disk' });
  expect(await ended(endpoint, 'waits')).toBe('ROLLBACK_COMPLETE');
  expect(await eventsOf(endpoint, 'waits')).toContain(
    `Ready CREATE_FAILED WaitCondition received failed message: 'no disk' for uniqueId: a`,
  );
  await callStacks(endpoint, 'CreateStack', { StackName: 'late', TemplateBody: waiting(1, 1) });
  expect(await ended(endpoint, 'late')).toBe('ROLLBACK_COMPLETE');
  expect(await eventsOf(endpoint, 'late')).toContain(
    'Ready CREATE_FAILED WaitCondition timed out. Received 0 conditions when expecting 1',
  );
});

test('a wait condition with a creation policy waits for SignalResource', async () => {
  await using endpoint = await openTestEndpoint();
  const body = `
Resources:
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: {ResourceSignal: {Count: 1, Timeout: PT1M}}
`;
  await callStacks(endpoint, 'CreateStack', { StackName: 'waits', TemplateBody: body });
  const signal = { StackName: 'waits', LogicalResourceId: 'Ready', UniqueId: 'i-1', Status: 'SUCCESS' };
  const { status } = await callStacks(endpoint, 'SignalResource', signal);
  expect(status).toBe(200);
  expect(await ended(endpoint, 'waits')).toBe('CREATE_COMPLETE');
  const late = await callStacks(endpoint, 'SignalResource', signal);
  expect(late.part('Message')).toBe('Resource Ready is in CREATE_COMPLETE state and cannot be signaled');
});

test('what a stack waits for is given up when another resource has failed', async () => {
  await using endpoint = await openTestEndpoint();
  const body = `${waiting(1, 600).replace(/Outputs:[^]*/, '')}
  Wrong:
    Type: AWS::SSM::Parameter
    DependsOn: Address
    Properties: {Name: "not a name", Type: String, Value: x}
`;
  await callStacks(endpoint, 'CreateStack', { StackName: 'waits', TemplateBody: body });
  expect(await ended(endpoint, 'waits')).toBe('ROLLBACK_COMPLETE');
  expect(await eventsOf(endpoint, 'waits')).toContain('Ready CREATE_FAILED Resource creation cancelled');
});
