// Which events a trail keeps, and what an event shows of a call.
import { expect, test } from 'vitest';
import type { Values } from '../../src/aws/wire/message.ts';
import type { TrailRecord } from '../../src/services/cloudtrail/call-event.ts';
import { dataResourceOf, isReadOnly } from '../../src/services/cloudtrail/event-kinds.ts';
import { keepsData, selects, type Selecting } from '../../src/services/cloudtrail/event-selectors.ts';
import { shownValues } from '../../src/services/cloudtrail/shown-values.ts';
import { serviceModel, type ServiceName } from '../../src/aws/service-model.ts';

function event(more: Partial<TrailRecord> = {}): TrailRecord {
  return {
    userIdentity: { arn: 'arn:aws:iam::111122223333:user/ada' },
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    awsRegion: 'eu-central-1',
    eventID: '1',
    readOnly: true,
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...more,
  };
}

const invoked = event({
  eventSource: 'lambda.amazonaws.com',
  eventName: 'Invoke',
  readOnly: false,
  managementEvent: false,
  eventCategory: 'Data',
  resources: [
    { type: 'AWS::Lambda::Function', ARN: 'arn:aws:lambda:eu-central-1:111122223333:function:shop' },
  ],
});

const ofFunctions = (...Values: readonly string[]): Selecting => ({
  eventSelectors: [{ DataResources: [{ Type: 'AWS::Lambda::Function', Values }] }],
});
const advanced = (...fields: readonly object[]): Selecting => ({
  advancedEventSelectors: [{ FieldSelectors: fields as readonly { readonly Field: string }[] }],
});
const isData = { Field: 'eventCategory', Equals: ['Data'] };

test.each<readonly [string, Selecting, TrailRecord, boolean]>([
  ['nothing is said', {}, event(), true],
  ['nothing is said, of data', {}, invoked, false],
  ['writes alone', { eventSelectors: [{ ReadWriteType: 'WriteOnly' }] }, event(), false],
  ['reads alone', { eventSelectors: [{ ReadWriteType: 'ReadOnly' }] }, event(), true],
  [
    'a source is left out',
    { eventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
    event(),
    false,
  ],
  ['all functions', ofFunctions('arn:aws:lambda'), invoked, true],
  ['this function', ofFunctions('arn:aws:lambda:eu-central-1:111122223333:function:shop'), invoked, true],
  [
    'a function whose name begins so',
    ofFunctions('arn:aws:lambda:eu-central-1:111122223333:function:sh'),
    invoked,
    false,
  ],
  [
    'data of functions',
    advanced(isData, { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }),
    invoked,
    true,
  ],
  [
    'data of objects',
    advanced(isData, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }),
    invoked,
    false,
  ],
  ['an ARN that ends so', advanced(isData, { Field: 'resources.ARN', EndsWith: ['shop'] }), invoked, true],
  [
    'an ARN that does not',
    advanced(isData, { Field: 'resources.ARN', NotEndsWith: ['shop'] }),
    invoked,
    false,
  ],
  ['one of two names', advanced(isData, { Field: 'eventName', Equals: ['A', 'Invoke'] }), invoked, true],
  [
    'another who',
    advanced(isData, { Field: 'userIdentity.arn', NotStartsWith: ['arn:aws:iam'] }),
    invoked,
    false,
  ],
  ['writes, of data', advanced(isData, { Field: 'readOnly', Equals: ['false'] }), invoked, true],
])('where %s, an event is kept or not', (_title, selecting, record, expected) => {
  expect(selects(selecting, record)).toBe(expected);
});

test('a trail that keeps management events alone has nothing to do with calls about data', () => {
  expect([{}, ofFunctions('arn:aws:lambda'), advanced(isData)].map(keepsData)).toEqual([false, true, true]);
});

test('what is secret, what streams and what is content are not shown', () => {
  const model = serviceModel('lambda');
  const shown = shownValues(
    {
      FunctionName: 'shop',
      Code: { ZipFile: Buffer.from('zip'), S3Bucket: 'code' },
      Environment: { Variables: { TOKEN: 'secret' } },
      Timeout: 3,
    },
    { model, shape: 'CreateFunctionRequest', service: 'lambda' },
  );
  expect(shown).toEqual({
    functionName: 'shop',
    code: { s3Bucket: 'code' },
    environment: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    timeout: 3,
  });
  expect(shownValues({ MasterUserPassword: 'x', Nested: { password: 'y' } }, { service: 'rds' })).toEqual({
    masterUserPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    nested: { password: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  });
  expect(shownValues({ UserData: 'IyEv', ImageId: 'ami-1' }, { service: 'ec2' })).toEqual({
    userData: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    imageId: 'ami-1',
  });
  expect(shownValues({ Text: 'x'.repeat(200_000) }, { service: 'ssm' })).toEqual({ omitted: true });
  expect(shownValues({}, { service: 'ssm' })).toBeNull();
});

const secret = 'HIDDEN_DUE_TO_SECURITY_REASONS';

test.each<readonly [string, Values, unknown]>([
  ['ec2', { KeyName: 'a', keyMaterial: 'x' }, { keyName: 'a', keyMaterial: secret }],
  ['ec2', { 'LaunchTemplateData.UserData': 'x' }, { 'launchTemplateData.UserData': secret }],
  ['ec2', { 'UserData.Value': 'x' }, { 'userData.Value': secret }],
  [
    'ec2',
    { 'Options.TunnelOptions.1.PreSharedKey': 'x' },
    { 'options.TunnelOptions.1.PreSharedKey': secret },
  ],
  ['ec2', { CustomerGatewayConfiguration: '<xml/>' }, { customerGatewayConfiguration: secret }],
  ['redshift', { MasterUserPassword: 'x' }, { masterUserPassword: secret }],
  ['glue', { ConnectionProperties: { PASSWORD: 'x' } }, { connectionProperties: { pASSWORD: secret } }],
])('what %s is asked shows no secret: %j', (service, values, expected) => {
  expect(shownValues(values, { service })).toEqual(expected);
});

const parameters = [{ ParameterKey: 'a', ParameterValue: 'x' }];
const action = (configuration: object) => ({
  stages: [{ name: 's', actions: [{ name: 'a', configuration }] }],
});

test.each<readonly [ServiceName, string, Values, unknown]>([
  ...['CreateStackInput', 'UpdateStackInput', 'CreateChangeSetInput', 'CreateStackSetInput'].map(
    (shape) =>
      ['cloudformation', shape, { Parameters: parameters }, { parameters: [{ parameterKey: 'a' }] }] as const,
  ),
  [
    'codepipeline',
    'CreatePipelineInput',
    { pipeline: action({ Repo: 'r', OAuthToken: 'x' }) },
    { pipeline: action({ Repo: 'r', OAuthToken: secret }) },
  ],
  [
    'codepipeline',
    'PutWebhookInput',
    { webhook: { name: 'a', authenticationConfiguration: { SecretToken: 'x' } } },
    { webhook: { name: 'a', authenticationConfiguration: { secretToken: secret } } },
  ],
  [
    'codebuild',
    'StartBuildInput',
    { environmentVariablesOverride: [{ name: 'a', value: 'x' }] },
    { environmentVariablesOverride: secret },
  ],
  ['codebuild', 'CreateWebhookOutput', { webhook: { secret: 'x' } }, { webhook: { secret } }],
  [
    'sns',
    'CreatePlatformApplicationInput',
    { Attributes: { PlatformCredential: 'x' } },
    { attributes: { PlatformCredential: secret } },
  ],
  ['rds', 'CreateDBInstanceMessage', { MasterUserPassword: 'x' }, { masterUserPassword: secret }],
  [
    'rds',
    'ModifyDBParameterGroupMessage',
    { Parameters: [{ ParameterValue: '1' }] },
    { parameters: [{ parameterValue: '1' }] },
  ],
  [
    'elbv2',
    'AuthenticateOidcActionConfig',
    { ClientId: 'a', ClientSecret: 'x' },
    { clientId: 'a', clientSecret: secret },
  ],
  [
    'cognito-idp',
    'CreateIdentityProviderRequest',
    { ProviderDetails: { client_secret: 'x' } },
    { providerDetails: { client_secret: secret } },
  ],
  ['cognito-idp', 'DeviceSecretVerifierConfigType', { PasswordVerifier: 'x' }, { passwordVerifier: secret }],
  ['firehose', 'SplunkDestinationConfiguration', { HECToken: 'x' }, { hECToken: secret }],
  ['apigateway', 'ApiKey', { id: 'a', value: 'x' }, { id: 'a', value: secret }],
  [
    'apigateway',
    'CreateDomainNameRequest',
    { certificatePrivateKey: 'x' },
    { certificatePrivateKey: secret },
  ],
  [
    'elasticbeanstalk',
    'ConfigurationOptionSetting',
    { OptionName: 'DBPassword', Value: 'x' },
    { optionName: 'DBPassword', value: secret },
  ],
  [
    'ssm',
    'StartSessionResponse',
    { SessionId: 'a', TokenValue: 'x' },
    { sessionId: 'a', tokenValue: secret },
  ],
  ['sts', 'AssumeRoleRequest', { TokenCode: '123456' }, { tokenCode: secret }],
])('%s’s %s shows no secret', (service, shape, values, expected) => {
  expect(shownValues(values, { model: serviceModel(service), shape, service })).toEqual(expected);
});

test.each([
  ['dynamodbstreams', 'GetRecords', true],
  ['dynamodbstreams', 'GetShardIterator', true],
  ['kinesis', 'GetShardIterator', true],
  ['dynamodbstreams', 'DescribeStream', false],
])('%s’s %s only reads, and is about data or not', (service, operation, isData) => {
  expect(isReadOnly(service, operation)).toBe(true);
  expect(dataResourceOf(service, operation) !== undefined).toBe(isData);
});
