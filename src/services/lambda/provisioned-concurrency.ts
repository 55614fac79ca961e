// Provisioned concurrency: environments of a version that have initialised themselves before there is an event for them (Lambda
// developer guide, "Configuring provisioned concurrency for a function").
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { AwsPlace } from '../../model/place.ts';
import { refuse, type Ground, type Operations, type ServiceCall } from '../service.ts';
import { readyVersion } from './environments.ts';
import { qualified } from './function-record.ts';
import { keptOf } from './kept-of.ts';
import { lambdaOf, type Provided } from './lambda-ground.ts';
import { arnOfFunction, conflict, invalid, nameWithoutQualifier, ownerOf, type Op } from './names.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

/** Others are for events beyond it. */
const mostProvided = 32;

interface Config {
  readonly name: string;
  readonly qualifier: string;
}

const put: Op<'PutProvisionedConcurrencyConfig'> = (input, call) => {
  const { reference, owner, name: qualifier } = keptOf(input, call);
  const { version } = qualified(call, reference);
  if (version === '$LATEST')
    throw invalid('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
  const { store } = lambdaOf(call);
  const isTaken = store
    .list('provisioned', owner)
    .filter((each) => each.name !== qualifier)
    .some((each) => qualified(call, { name: reference.name, qualifier: each.name }).version === version);
  if (isTaken)
    throw conflict(
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    );
  const { ProvisionedConcurrentExecutions: requested } = input;
  const reserved = Number(store.get('setting', owner, 'concurrency')?.value ?? Infinity);
  if (requested > reserved)
    throw invalid(
      `Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function`,
    );
  store.put('provisioned', { owner, name: qualifier }, { requested, modifiedAt: isoOf(call.now) });
  provideLater(call, { name: reference.name, qualifier });
  return outputOf(call, { name: reference.name, qualifier });
};

const get: Op<'GetProvisionedConcurrencyConfig'> = (input, call) => {
  const { reference, name: qualifier } = keptOf(input, call);
  return outputOf(call, { name: reference.name, qualifier });
};

const list: Op<'ListProvisionedConcurrencyConfigs'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  const all = lambdaOf(call).store.list('provisioned', ownerOf(name, call.place));
  return {
    ProvisionedConcurrencyConfigs: all.map(({ name: qualifier }) => ({
      FunctionArn: arnOfFunction({ name, qualifier }, call.place),
      ...outputOf(call, { name, qualifier }),
    })),
  };
};

const remove: Op<'DeleteProvisionedConcurrencyConfig'> = (input, call) => {
  const { reference, owner, name: qualifier } = keptOf(input, call);
  const { store } = lambdaOf(call);
  if (!store.remove('provisioned', owner, qualifier)) throw notConfigured();
  withdraw(call, { name: reference.name, qualifier });
  return {};
};

function outputOf(call: Where, { name, qualifier }: Config) {
  const owner = ownerOf(name, call.place);
  const { store, provided } = lambdaOf(call);
  const config = store.get('provisioned', owner, qualifier);
  if (config === undefined) throw notConfigured();
  const { available = 0, status = 'IN_PROGRESS', reason } = provided.get(`${owner}:${qualifier}`) ?? {};
  return {
    RequestedProvisionedConcurrentExecutions: config.requested,
    AvailableProvisionedConcurrentExecutions: available,
    AllocatedProvisionedConcurrentExecutions: available,
    Status: status,
    LastModified: config.modifiedAt,
    ...defined({ StatusReason: reason }),
  } as const;
}

function notConfigured() {
  return refuse<LambdaApi>(
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
  );
}

const isoOf = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** After an alias was moved, too: the environments are of the version that it means now. */
export function provideLater(where: Where, config: Config): void {
  const { provided, store, underWay } = lambdaOf(where);
  const owner = ownerOf(config.name, where.place);
  const wanted = store.get('provisioned', owner, config.qualifier);
  if (wanted === undefined) return;
  const id = `${owner}:${config.qualifier}`;
  withdraw(where, config);
  provided.set(id, { key: '', available: 0, status: 'IN_PROGRESS' });
  const over = (async () => {
    const done = await provide(where, config, wanted.requested).catch((error: unknown) =>
      failed(String(error)),
    );
    // What was deleted meanwhile has no state.
    if (provided.has(id)) provided.set(id, done);
  })();
  underWay.add(over);
  void over.finally(() => underWay.delete(over));
}

function failed(reason: string): Provided {
  return { key: '', available: 0, status: 'FAILED', reason };
}

async function provide(where: Where, { name, qualifier }: Config, requested: number): Promise<Provided> {
  const { pool, swept } = lambdaOf(where);
  await swept;
  if (requested > mostProvided)
    return failed(`This machine starts at most ${mostProvided} environments of a version in advance`);
  const ready = await readyVersion(qualified(where, { name, qualifier }), where);
  if (isFailed(ready)) return failed(ready.failed.errorMessage);
  const { key, open } = ready;
  const isReady = await pool.provide(key, () => open(), requested);
  if (isReady) return { key, available: requested, status: 'READY' };
  pool.withdraw(key);
  return failed('FUNCTION_ERROR_INIT_FAILURE');
}

/** Its environments end when they have been idle for long. */
export function withdraw(where: Where, { name, qualifier }: Config): void {
  const { pool, provided } = lambdaOf(where);
  const id = `${ownerOf(name, where.place)}:${qualifier}`;
  const before = provided.get(id);
  provided.delete(id);
  if (before !== undefined && before.key !== '') pool.withdraw(before.key);
}

/** Of all functions, when the endpoint starts. */
export function provideAll(ground: Ground): void {
  const partitions = new Map(
    ground.account
      .list()
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ account, region, arn = '' }) => [`${account}/${region}`, arn.split(':')[1] ?? 'aws']),
  );
  for (const { owner, name: qualifier } of lambdaOf({ ground }).store.all('provisioned')) {
    const [account = '', region = '', ...rest] = owner.split('/');
    const place: AwsPlace = { partition: partitions.get(`${account}/${region}`) ?? 'aws', account, region };
    provideLater({ ground, place }, { name: rest.join('/'), qualifier });
  }
}

export const provisionedConcurrency = {
  DeleteProvisionedConcurrencyConfig: remove,
  GetProvisionedConcurrencyConfig: get,
  ListProvisionedConcurrencyConfigs: list,
  PutProvisionedConcurrencyConfig: put,
} satisfies Operations<LambdaApi>;
