// Where a definition is shipped by name: the place, the stack and the values of variables.
import { expect, test } from 'vitest';
import {
  checkAccount,
  inChosenEnvironment,
  refuseSharedAccount,
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

test('an environment that shares its account with another is refused, also where the account is that of the pipeline', async () => {
  const given = await definition();
  const refusalOf = (
    shipping: Definition['shipping'],
    more: { readonly useRoles?: boolean; readonly aws?: boolean } = {},
  ) => {
    const whole = { ...given, shipping };
    const { environment, options } = inChosenEnvironment(whole, { env: 'one', ...more });
    return () =>
      refuseSharedAccount(whole, { options, ...(environment === undefined ? {} : { environment }) });
  };
  const account = '444455556666';
  expect(
    refusalOf([
      { name: 'one', account },
      { name: 'two', account },
    ]),
  ).toThrow(
    'The environments "one" and "two" are in one account, which has one pipeline cicd-demo, and its roles and buckets once',
  );
  expect(refusalOf([{ name: 'one' }, { name: 'two', account: '111122223333', stack: 'other' }])).toThrow(
    'one account',
  );
  expect(refusalOf([{ name: 'one' }, { name: 'two', region: 'eu-west-1' }], { useRoles: true })).toThrow(
    'one account',
  );
  expect(refusalOf([{ name: 'one', account }, { name: 'two' }])).not.toThrow();
  const profiles = (one: string, two: string) => [
    { name: 'one', profile: one },
    { name: 'two', profile: two },
  ];
  expect(refusalOf(profiles('dev', 'prod'), { aws: true })).not.toThrow();
  expect(refusalOf(profiles('same', 'same'), { aws: true })).toThrow('one account');
  expect(refusalOf([{ name: 'one' }, { name: 'two', account }], { aws: true })).not.toThrow();
  const store = { type: 'S3', location: 'artifacts' } as const;
  const { artifactStore: _, ...pipeline } = given.pipeline;
  const regional = {
    ...given,
    pipeline: { ...pipeline, artifactStores: { 'eu-west-1': store, 'eu-central-1': store } },
    shipping: [{ name: 'one' }, { name: 'two', region: 'eu-west-1' }],
  };
  const [environment] = regional.shipping;
  const check = (useRoles: boolean) => () =>
    refuseSharedAccount(regional, {
      options: { useRoles },
      ...(environment === undefined ? {} : { environment }),
    });
  expect(check(true)).not.toThrow();
  expect(check(false)).toThrow('one account');
});
