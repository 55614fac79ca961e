// Where a definition is shipped by name: the place, the stack and the values of variables.
import { expect, test } from 'vitest';
import {
  checkAccount,
  inChosenEnvironment,
  type EnvironmentOptions,
} from '../../src/cli/ship/chosen-environment.ts';
import type { Definition } from '../../src/model/definition.ts';
import type { Shipping } from '../../src/cli/ship/open-shipping.ts';
import { readExample } from './shipped.ts';

async function definition(): Promise<Definition> {
  const { definition: read } = await readExample('cicd-demo/pipeline.json');
  const variables = [{ name: 'STAGE', defaultValue: 'dev' }, { name: 'SIZE' }];
  const shipping = [
    { name: 'staging', account: '444455556666', region: 'eu-north-1', variables: { STAGE: 'staging' } },
    {
      name: 'production',
      account: '777788889999',
      profile: 'prod',
      stack: 'shop',
      variables: { SIZE: '9' },
    },
    { name: 'odd', variables: { NOTHING: '' } },
  ];
  return { ...read, pipeline: { ...read.pipeline, variables }, shipping };
}

const chosen: readonly (readonly [options: EnvironmentOptions, place: object, options: object])[] = [
  [{}, { account: '111122223333', region: 'eu-central-1' }, {}],
  [{ env: 'staging' }, { account: '444455556666', region: 'eu-north-1' }, { region: 'eu-north-1' }],
  [
    { env: 'staging', region: 'eu-west-1' },
    { account: '444455556666', region: 'eu-north-1' },
    { region: 'eu-west-1' },
  ],
  [{ env: 'production' }, { account: '777788889999', region: 'eu-central-1' }, { stack: 'shop' }],
  [
    { env: 'production', aws: true },
    { account: '777788889999', region: 'eu-central-1' },
    { stack: 'shop', profile: 'prod' },
  ],
  [
    { env: 'production', aws: true, profile: 'me', stack: 'mine' },
    { account: '777788889999', region: 'eu-central-1' },
    { stack: 'mine', profile: 'me' },
  ],
];

test.each(chosen)('%j is at %j', async (options, place, expected) => {
  const found = inChosenEnvironment(await definition(), options);
  expect(found.place).toMatchObject(place);
  expect(found.options).toEqual({ ...options, ...expected });
});

test('variables have the values of the environment', async () => {
  const valuesIn = async (env: string) =>
    inChosenEnvironment(await definition(), { env }).definition.pipeline.variables;
  expect(await valuesIn('staging')).toEqual([{ name: 'STAGE', defaultValue: 'staging' }, { name: 'SIZE' }]);
  expect(await valuesIn('production')).toEqual([
    { name: 'STAGE', defaultValue: 'dev' },
    { name: 'SIZE', defaultValue: '9' },
  ]);
});

test('an unknown environment, and a variable that the pipeline lacks, are refused', async () => {
  const given = await definition();
  expect(() => inChosenEnvironment(given, { env: 'prodution' })).toThrow('no environment "prodution"');
  expect(() => inChosenEnvironment(given, { env: 'odd' })).toThrow('does not have: NOTHING');
  expect(() => inChosenEnvironment({ ...given, shipping: [] }, { env: 'any' })).toThrow(
    'no environment "any"',
  );
});

test('credentials of another account than the environment’s are refused', () => {
  const shipping = { place: { account: '111122223333' }, where: 'account 111122223333' } as Shipping;
  const environment = { name: 'production', account: '444455556666' };
  expect(() => checkAccount(shipping, { environment })).toThrow('"production" is in account 444455556666');
  expect(() =>
    checkAccount(shipping, { environment: { ...environment, account: '111122223333' } }),
  ).not.toThrow();
  expect(() => checkAccount(shipping, {})).not.toThrow();
});
