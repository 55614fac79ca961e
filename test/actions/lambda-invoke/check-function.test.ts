// Functions that an action names and the definition does not have.
import { expect, test } from 'vitest';
import { checkFunction } from '../../../src/actions/lambda-invoke/check-function.ts';
import { definition, withActions } from '../../rig/empty-definition.ts';

const named = { by: 'action "Call"', name: 'migrate', path: [], aws: 'It fails.' };
const deploy = (provider: string) =>
  withActions({
    name: provider,
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider, version: '1' },
    configuration: {},
  });

test.each([
  ['S3', ['FunctionUnknown warning']],
  ['CloudFormation', []],
])('in a pipeline that deploys by %s alone an unknown function gives: %j', (provider, expected) => {
  const found = checkFunction(definition({ pipeline: deploy(provider) }), named);
  expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
});
