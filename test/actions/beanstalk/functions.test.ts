import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bundle } from '../../../src/actions/beanstalk/bundle.ts';
import { readExtension } from '../../../src/actions/beanstalk/bundle.ts';
import { evaluateBundle, evaluateFunctions } from '../../../src/actions/beanstalk/functions.ts';
import { isFailed } from '../../../src/lib/result.ts';

const options: Readonly<Record<string, string>> = {
  'aws:elasticbeanstalk:customoption TableName': 'orders',
  'aws:autoscaling:asg MinSize': '2',
  'a:b Other': '`{"Ref": "AWS::Region"}`',
};

const place = {
  partition: 'aws',
  region: 'eu-central-1',
  account: '111122223333',
  environmentName: 'shop-production',
  option: (namespace: string, name: string) => options[`${namespace} ${name}`],
};

const custom = '{"Fn::GetOptionSetting": {"OptionName": "TableName"}}';

test.each([
  ['`{"Ref" : "AWS::Region"}`', 'eu-central-1'],
  ['`{ "Ref": "AWS::AccountId" }`', '111122223333'],
  ['`{"Ref": "AWSEBEnvironmentName"}`', 'shop-production'],
  ['`{"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}, 3]]}`', 'a-eu-central-1-3'],
  ['`{"Fn::Join" : [ "", ["arn:", {"Ref": "AWS::Partition"}, ":sns"]]}`', 'arn:aws:sns'],
  [
    '`{"Fn::Sub": "https://${AWS::Region}.${AWS::URLSuffix}/${!Literal}"}`',
    'https://eu-central-1.amazonaws.com/${Literal}',
  ],
  ['`{"Fn::Sub": ["${A}/${AWS::Region}", {"A": {"Ref": "AWS::AccountId"}}]}`', '111122223333/eu-central-1'],
  ['`{"Fn::Select": [1, {"Fn::Split": [",", "a,b,c"]}]}`', 'b'],
  ['`{"Fn::Base64": "hi"}`', 'aGk='],
  [`\`${custom}\``, 'orders'],
  [
    '`{"Fn::GetOptionSetting": {"Namespace": "aws:autoscaling:asg", "OptionName": "MinSize", "DefaultValue": "1"}}`',
    '2',
  ],
  ['`{"Fn::GetOptionSetting": {"Namespace": "x", "OptionName": "y", "DefaultValue": "z"}}`', 'z'],
  ['`{"Fn::GetOptionSetting": {"Namespace": "a:b", "OptionName": "Other"}}`', 'eu-central-1'],
  ['table `{"Ref": "AWS::Region"}`/`{"Ref": "AWS::AccountId"}`', 'table eu-central-1/111122223333'],
  ['echo `date` `{ echo a; }`', 'echo `date` `{ echo a; }`'],
  ['plain {"Ref": "AWS::Region"}', 'plain {"Ref": "AWS::Region"}'],
])('%s is %s', (text, expected) => {
  expect(evaluateFunctions(text, place)).toEqual({ text: expected });
});

test.each([
  ['`{"Fn::GetAtt": ["OrdersTable", "Arn"]}`', 'Arn of the resource OrdersTable'],
  ['`{"Fn::GetAtt": "OrdersTable.Arn"}`', 'Arn of the resource OrdersTable'],
  ['`{"Ref": "OrdersTable"}`', 'OrdersTable exists on AWS alone'],
  ['`{"Ref": "AWS::StackName"}`', 'AWS::StackName'],
  ['`{"Fn::Join": ["-", ["a", {"Fn::GetAtt": ["Q", "QueueName"]}]]}`', 'QueueName of the resource Q'],
  ['`{"Fn::FindInMap": ["M", "a", "b"]}`', 'Fn::FindInMap'],
  ['`{"Fn::GetOptionSetting": {"OptionName": "Unknown"}}`', 'Unknown'],
  ['`{"Fn::Join": "a"}`', 'Fn::Join takes'],
  ['`{"Ref": AWS::Region}`', 'is no JSON'],
])('%s has no value here, and why is said', (text, why) => {
  expect(evaluateFunctions(text, place)).toMatchObject({ missing: expect.stringContaining(why) as string });
});

test('whatever a text holds, evaluating it ends with a text or a reason', () => {
  const piece = fc.constantFrom(
    '`',
    '{',
    '}',
    '"Ref"',
    '"Fn::Join"',
    ':',
    '[',
    ']',
    '"a"',
    ',',
    ' ',
    '$',
    'null',
    '1',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const read = evaluateFunctions(pieces.join(''), place);
      expect('text' in read || read.missing !== '').toBe(true);
    }),
  );
});

test('options and commands that need what is not available here are left out and named; the others have their values', () => {
  const read = readExtension(
    '.ebextensions/a.config',
    JSON.stringify({
      option_settings: { env: { REGION: '`{"Ref" : "AWS::Region"}`', TABLE: '`{"Ref": "Table"}`' } },
      container_commands: {
        '01': { command: 'make `{"Fn::GetAtt": ["Q", "Arn"]}`' },
        '02': { command: 'echo `date`', env: { R: '`{"Ref": "AWS::Region"}`' } },
      },
    }),
  );
  if (isFailed(read)) throw new Error(read.failed);
  const empty: Bundle = {
    optionSettings: [],
    containerCommands: [],
    processes: [],
    hooks: { prebuild: [], predeploy: [], postdeploy: [] },
    files: new Set(),
    notExecuted: [],
  };
  const { bundle, notExecuted } = evaluateBundle({ ...empty, ...read }, place);
  expect(bundle.optionSettings).toEqual([{ Namespace: 'env', OptionName: 'REGION', Value: 'eu-central-1' }]);
  expect(bundle.containerCommands).toMatchObject([
    { name: '02', command: 'echo `date`', env: { R: 'eu-central-1' } },
  ]);
  expect(notExecuted.map(({ what }) => what)).toEqual(['TABLE of env', 'the container command 01']);
});

test('a function without backquotes is refused with the way to write it', () => {
  const read = readExtension('a.config', '{"option_settings": {"env": {"REGION": {"Ref": "AWS::Region"}}}}');
  expect(read).toMatchObject({ failed: expect.stringContaining('REGION is a mapping') as string });
});
