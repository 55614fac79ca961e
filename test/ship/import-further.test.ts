// What stands next to a pipeline is imported as it is, or named.
import { expect, test } from 'vitest';
import { fileParts, templateParts } from '../../src/ship/import/file-parts.ts';
import type { Imported } from '../../src/ship/import/imported.ts';
import { notImported } from '../../src/ship/import/not-imported.ts';

const inRegion = 'eu-central-1';
const place = { account: '111122223333', region: inRegion, partition: 'aws' };

/** Where nothing is shipped again. */
function namedIn({ found = [], further }: Imported): readonly string[] {
  return notImported(found, { further: further ?? { files: [], heldIn: new Map() }, shipped: [] });
}

function contentOf({ further }: Imported, name: string): unknown {
  return further?.files.find((file) => file.name === name)?.content;
}

const withHidden = `
Parameters:
  Password: {Type: String, NoEcho: true}
  Token: {Type: String, NoEcho: true, Default: none}
  Plain: {Type: String}
Conditions: {IsPlain: !Equals [!Ref Plain, plain]}
Resources:
  Database: {Type: AWS::RDS::DBInstance}
  Shown: {Type: AWS::SSM::Parameter, Properties: {Name: shown, Type: String, Value: !If [IsPlain, !Ref Plain, !Ref Token]}}
  Secret: {Type: AWS::SSM::Parameter, Properties: {Name: secret, Type: String, Value: !Ref Password}}
  Url: {Type: AWS::SSM::Parameter, Properties: {Name: url, Type: String, Value: !Sub 'https://\${Token}@host'}}
  Host: {Type: AWS::SSM::Parameter, Properties: {Name: host, Type: String, Value: !GetAtt Database.Endpoint.Address}}
  Hook:
    Type: AWS::CodePipeline::Webhook
    Properties:
      Name: hook
      Authentication: GITHUB_HMAC
      AuthenticationConfiguration: {SecretToken: !Ref Password}
      Filters: [{JsonPath: $.ref}]
      TargetPipeline: shop
      TargetAction: Source
`;

test('of a stack no hidden value is written, nor one that the stack alone knows, and each is named', () => {
  const imported = templateParts(
    { path: 'template.yml', text: withHidden },
    { ...place, stackName: 'shop', parameters: { Password: '****', Token: '****', Plain: 'plain' } },
    () => 'stack shop',
  );
  expect(imported.further?.files).toEqual([
    { name: 'parameters', content: { parameters: [{ Name: 'shown', Type: 'String', Value: 'plain' }] } },
  ]);
  const put = 'Put it with slipway secret set --parameter';
  expect(namedIn(imported).filter((each) => !each.startsWith('Database '))).toEqual([
    'Shown (AWS::SSM::Parameter, stack shop) is in parameters.json: --targets ships it where something that is shipped takes it',
    `Secret (AWS::SSM::Parameter, stack shop) is not imported: the value of Password is not known. ${put}`,
    `Url (AWS::SSM::Parameter, stack shop) is not imported: the value of Token is not known. ${put}`,
    `Host (AWS::SSM::Parameter, stack shop) is not imported: the value of Database.Endpoint.Address is not known. ${put}`,
    'Hook (AWS::CodePipeline::Webhook, stack shop) is not imported: the value of Password is not known. Describe it in a file',
  ]);
});

test('a parameter of a template without a value is no value of a parameter of Parameter Store', () => {
  const imported = templateParts(
    { path: 'template.yml', text: withHidden.replace('!If [IsPlain, !Ref Plain, !Ref Token]', '!Ref Plain') },
    place,
    () => 'template.yml',
  );
  expect(contentOf(imported, 'parameters')).toBeUndefined();
  expect(namedIn(imported)).toContain(
    'Shown (AWS::SSM::Parameter, template.yml) is not imported: the value of Plain is not known. Put it with slipway secret set --parameter',
  );
});

const watched = (subscription: string): string => `
Resources:
  Pipe: {Type: AWS::CodePipeline::Pipeline, Properties: {Name: shop, RoleArn: 'arn:aws:iam::111122223333:role/shop', Stages: []}}
  Mail:
    Type: AWS::SNS::Topic
    Properties: {TopicName: shop-mail, Subscription: [{Protocol: email, Endpoint: team@example.com}]}
  Failed:
    Type: AWS::Events::Rule
    Properties: {Name: failed, EventPattern: {source: [aws.codepipeline]}, Targets: [{Id: T, Arn: !Ref Mail}]}
  Lead: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Mail, Protocol: email, Endpoint: lead@example.com, ${subscription}}}
`;

test.each([
  ['FilterPolicy: {severity: [high]}', false],
  ['RedrivePolicy: {deadLetterTargetArn: arn}', false],
  ['RawMessageDelivery: true', false],
  ['RawMessageDelivery: false', true],
  ['FilterPolicyScope: MessageBody, FilterPolicy: {a: [b]}', false],
  ['FilterPolicyScope: MessageAttributes', true],
])('a subscription with %s is one of people: %s', (more, isTaken) => {
  const imported = fileParts({ path: 'template.yml', text: watched(more) }, inRegion);
  const mails = isTaken ? ['team@example.com', 'lead@example.com'] : ['team@example.com'];
  const subscriptions = mails.map((endpoint) => ({ protocol: 'email', endpoint }));
  expect(contentOf(imported, 'notifications')).toMatchObject({
    notifications: [{ name: 'failed', target: { subscriptions } }],
  });
  expect(namedIn(imported).filter((each) => each.startsWith('Lead '))).toEqual(
    isTaken
      ? []
      : [
          'Lead (AWS::SNS::Subscription, template.yml:10) is not imported: mails and text messages without further settings alone are. Subscribe it to the topic after shipping',
        ],
  );
});
