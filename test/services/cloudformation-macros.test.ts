// Macros of the account and AWS::Include: what a stack is made of is what they give back.
import { expect, test } from 'vitest';
import { callJson, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const macros = `
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Timeout: 300
      Role: arn:aws:iam::111122223333:role/macro
      Code:
        ZipFile: |
          exports.handler = async ({ requestId, fragment, params, transformId, templateParameterValues }) => {
            if (params.Fails === 'yes') return { requestId, status: 'failure', errorMessage: 'it is Monday' };
            if (params.Value !== undefined) return { requestId, status: 'success', fragment: { ...fragment, Value: params.Value } };
            for (const resource of Object.values(fragment.Resources))
              if (resource.Type === 'AWS::SSM::Parameter')
                resource.Properties.Description = transformId + ' ' + templateParameterValues.Word;
            return { requestId, status: 'SUCCESS', fragment };
          };
  Macro:
    Type: AWS::CloudFormation::Macro
    Properties: {Name: Describe, FunctionName: !GetAtt Function.Arn}
`;

const capability = { 'Capabilities.member.1': 'CAPABILITY_AUTO_EXPAND' };

async function parameter(endpoint: TestEndpoint, name: string) {
  const input = { ParameterFilters: [{ Key: 'Name', Values: [name] }] };
  const { body } = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.DescribeParameters', input });
  const value = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name: name } });
  const [found] = body['Parameters'] as readonly { readonly Description?: string }[];
  return [found?.Description, (value.body['Parameter'] as { readonly Value: string }).Value];
}

test('a macro of the account changes a whole template, and what stands next to it', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', { StackName: 'macros', TemplateBody: macros });
  expect(await ended(endpoint, 'macros')).toBe('CREATE_COMPLETE');
  const body = `
Transform: Describe
Parameters: {Word: {Type: String, Default: hello}}
Resources:
  P:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /p
      Type: String
      Fn::Transform: {Name: Describe, Parameters: {Value: from the macro}}
`;
  const refused = await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: body });
  expect(refused.part('Message')).toBe('Requires capabilities : [CAPABILITY_AUTO_EXPAND]');
  await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: body, ...capability });
  expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
  expect(await parameter(endpoint, '/p')).toEqual(['111122223333::Describe hello', 'from the macro']);
  const given = await callStacks(endpoint, 'GetTemplate', { StackName: 'app', TemplateStage: 'Original' });
  expect(given.text).toContain('Transform: Describe');

  const failing = body.replace('Value: from the macro', 'Fails: "yes"');
  await callStacks(endpoint, 'CreateStack', { StackName: 'failing', TemplateBody: failing, ...capability });
  expect(await ended(endpoint, 'failing')).toBe('ROLLBACK_COMPLETE');
  expect(await eventsOf(endpoint, 'failing')).toContain(
    'failing ROLLBACK_IN_PROGRESS Transform 111122223333::Describe failed with: it is Monday. Rollback requested by user.',
  );
  const unknown = await callStacks(endpoint, 'CreateStack', {
    StackName: 'bad',
    TemplateBody: body.replaceAll('Name: Describe', 'Name: Other'),
    ...capability,
  });
  expect(unknown.part('Message')).toBe('No transform named 111122223333::Other found.');
});

test('AWS::Include takes a snippet of a bucket in place of itself', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'bucket',
    TemplateBody: 'Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: snippets}}}',
  });
  expect(await ended(endpoint, 'bucket')).toBe('CREATE_COMPLETE');
  await fetch(`${endpoint.url}/snippets/value.yml`, {
    method: 'PUT',
    headers: signature('s3', endpoint.credentials),
    body: 'Value: !Sub "included in ${AWS::Region}"\n',
  });
  const body = (name: string) => `
Resources:
  P:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /p
      Type: String
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: "s3://snippets/${name}"}}
`;
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'app',
    TemplateBody: body('value.yml'),
    ...capability,
  });
  expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
  expect(await parameter(endpoint, '/p')).toEqual([undefined, 'included in eu-central-1']);
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'bad',
    TemplateBody: body('absent.yml'),
    ...capability,
  });
  expect(await ended(endpoint, 'bad')).toBe('ROLLBACK_COMPLETE');
  expect((await eventsOf(endpoint, 'bad')).join()).toMatch(/Transform AWS::Include failed with: S3 error: /);
});
