// What AWS's front end says of an input that does not keep the constraints of the model.
import { expect, test } from 'vitest';
import { serviceModel } from '../../../src/aws/service-model.ts';
import type { AwsError } from '../../../src/aws/wire/aws-error.ts';
import type { Values } from '../../../src/aws/wire/message.ts';
import { validateInput } from '../../../src/aws/wire/validate.ts';

function refusal(
  service: 'codepipeline' | 'sts' | 'ssm' | 'lambda',
  input: string,
  values: Values,
): AwsError | undefined {
  try {
    validateInput(serviceModel(service), input, values);
    return undefined;
  } catch (error) {
    return error as AwsError;
  }
}

test('an input that keeps the constraints is not refused', () => {
  expect(refusal('codepipeline', 'GetPipelineInput', { name: 'shop', version: 1 })).toBeUndefined();
});

test.each([
  [
    'GetPipelineInput',
    {},
    "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  [
    'GetPipelineInput',
    { name: 'a b' },
    "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+",
  ],
  [
    'GetPipelineInput',
    { name: '', version: 0 },
    "3 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+; Value '0' at 'version' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    'ListPipelineExecutionsInput',
    { pipelineName: 'shop', maxResults: 101 },
    "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
])('CodePipeline is asked with %s %j and says what is wrong with it', (input, values, message) => {
  expect(refusal('codepipeline', input, values)).toMatchObject({ code: 'ValidationException', message });
});

test('the place of a value in a list is counted from 1, in lower camel case', () => {
  const found = refusal('ssm', 'GetParametersRequest', { Names: ['a', ''] });
  expect(found?.message).toContain(
    "at 'names.2.member' failed to satisfy constraint: Member must have length greater",
  );
});

test('a query service has its own code for it', () => {
  const found = refusal('sts', 'AssumeRoleRequest', {
    RoleArn: 'arn:aws:iam::111122223333:role/r',
    RoleSessionName: 'a:b',
  });
  expect(found).toMatchObject({
    code: 'ValidationError',
    message:
      "1 validation error detected: Value 'a:b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  });
});

test('the value of a sensitive member is not in the message', () => {
  const found = refusal('ssm', 'PutParameterRequest', { Name: 'a', Value: 'hush', Type: 'Secret' });
  expect(found?.message).toContain("Value 'Secret' at 'type'");
  expect(found?.message).not.toContain('hush');
});
