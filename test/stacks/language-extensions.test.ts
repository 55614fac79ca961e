// The transform AWS::LanguageExtensions.
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { transformLanguage } from '../../src/stacks/language-extensions.ts';
import { mapOf, type Json } from '../../src/stacks/sam/json.ts';
import { parseTemplate } from '../../src/stacks/template/parse-template.ts';
import { templateJson } from '../../src/stacks/template/template-json.ts';

function resources(text: string): Json | undefined {
  const root = parseTemplate({
    path: 'template',
    text: `
Parameters: {Names: {Type: CommaDelimitedList, Default: "a, b"}, Stage: {Type: String, Default: dev}}
Mappings: {Sizes: {dev: {memory: 128}}}
Resources:
${text}`,
  });
  if (isFailed(root)) throw new Error(root.failed[0]?.message);
  const given = { parameters: { Stage: 'prod' }, region: 'eu-central-1', partition: 'aws' };
  const result = transformLanguage(mapOf(templateJson(root)), given);
  return isFailed(result) ? result.failed : result['Resources'];
}

test.each([
  [
    'a loop over a literal list, in keys, Ref and Fn::Sub, and not in a plain text',
    `  Fn::ForEach::Topics:
    - Name
    - [One, two.fifo]
    - Topic&{Name}:
        Type: AWS::SNS::Topic
        Properties: {DisplayName: !Ref Name, TopicName: !Sub "\${Name}-\${Stage}", Plain: "\${Name}"}`,
    {
      TopicOne: {
        Type: 'AWS::SNS::Topic',
        Properties: { DisplayName: 'One', TopicName: { 'Fn::Sub': 'One-${Stage}' }, Plain: '${Name}' },
      },
      Topictwofifo: {
        Type: 'AWS::SNS::Topic',
        Properties: {
          DisplayName: 'two.fifo',
          TopicName: { 'Fn::Sub': 'two.fifo-${Stage}' },
          Plain: '${Name}',
        },
      },
    },
  ],
  [
    'texts and lists that refer to nothing, and the length of what a parameter is split into',
    `  A:
    Type: T
    Properties:
      Text: !Sub nothing to put in
      Joined: !Join [".", [a, b]]
      Open: !Join [".", [a, !Ref Stage]]
      Split: !Split [";", "a;b"]
      Length: {"Fn::Length": !Split ["o", !Ref Stage]}`,
    {
      A: {
        Type: 'T',
        Properties: {
          Text: 'nothing to put in',
          Joined: 'a.b',
          Open: { 'Fn::Join': ['.', ['a', { Ref: 'Stage' }]] },
          Split: ['a', 'b'],
          Length: 2,
        },
      },
    },
  ],
  [
    'a loop over a parameter, and one within another',
    `  Fn::ForEach::Outer:
    - X
    - !Ref Names
    - Fn::ForEach::Inner:
        - Y
        - ["1", "2"]
        - R\${X}\${Y}: {Type: T, Properties: {V: !Ref X}}`,
    {
      Ra1: { Type: 'T', Properties: { V: 'a' } },
      Ra2: { Type: 'T', Properties: { V: 'a' } },
      Rb1: { Type: 'T', Properties: { V: 'b' } },
      Rb2: { Type: 'T', Properties: { V: 'b' } },
    },
  ],
  [
    'lengths, texts of JSON and defaults of mappings',
    `  R:
    Properties:
      Length: {Fn::Length: !Ref Names}
      Text: {Fn::ToJsonString: {a: 1, b: [x]}}
      Later: {Fn::ToJsonString: {a: !GetAtt Other.Arn}}
      Memory: !FindInMap [Sizes, !Ref Stage, memory, {DefaultValue: 512}]`,
    {
      R: {
        Properties: {
          Length: 2,
          Text: '{"a":1,"b":["x"]}',
          Later: { 'Fn::Sub': ['{"a":"${Value0}"}', { Value0: { 'Fn::GetAtt': ['Other', 'Arn'] } }] },
          Memory: 512,
        },
      },
    },
  ],
  ['a loop of another form', '  Fn::ForEach::X: [A, [b]]', 'Fn::ForEach layout is incorrect'],
  [
    'a collection that nothing knows',
    '  Fn::ForEach::X: [A, !GetAtt B.List, {"R${A}": {Type: T}}]',
    'Could not find a collection or could not be resolved for Fn::ForEach',
  ],
  [
    'a length of what only the operation knows',
    '  R: {Properties: {N: {Fn::Length: !GetAtt B.List}}}',
    'The Fn::Length value could not be resolved for properties',
  ],
])('%s', (_, text, expected) => {
  expect(resources(text)).toStrictEqual(expected);
});
