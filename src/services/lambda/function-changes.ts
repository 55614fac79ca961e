// How a change of a function goes on after its call was answered.
import type { FunctionSettings, LambdaFunction } from '../../model/function.ts';
import { isFailed } from '../../lib/result.ts';
import { notExecutedHere, provideRuntime, runtimeCommand } from '../../targets/function/runtime-command.ts';
import type { Ground, ServiceCall } from '../service.ts';
import { configurationOf } from './configuration.ts';
import { functionLog } from './function-log.ts';
import { findLatest, saveLatest, type FunctionRecord } from './function-record.ts';
import { readyVersion } from './environments.ts';
import { lambdaOf } from './lambda-ground.ts';
import { layerSizesOf } from './layers.ts';
import { arnOfFunction, conflict, ownerOf, type Shapes } from './names.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

/** @param qualifier named by the ARN */
export function describe(
  record: FunctionRecord,
  call: Where,
  qualifier?: string,
): Shapes['FunctionConfiguration'] {
  const reference = qualifier === undefined ? {} : { reference: { name: record.name, qualifier } };
  return configurationOf(record, { place: call.place, layerSizes: layerSizesOf(call), ...reference });
}

/** @throws AwsError while another change goes on */
export function checkIdle({ name, settings }: FunctionRecord, { place }: Where): void {
  if (settings.state === 'Pending')
    throw conflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  if (settings.lastUpdate === 'InProgress')
    throw conflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${arnOfFunction({ name }, place)}`,
    );
}

/** Completes the change once the call is answered. @param after called when it is complete */
export function settleLater(where: Where, name: string, after: () => void = () => undefined): void {
  setImmediate(() => {
    complete(where, name)
      .then(after)
      .catch((error: unknown) => {
        process.stderr.write(`the function ${name} cannot be changed: ${String(error)}\n`);
      });
  });
}

/** What its runtime needs is provided before it is active, as its first event would wait for it. */
async function complete(where: Where, name: string): Promise<void> {
  const latest = findLatest(where, name);
  if (latest === undefined) return;
  const missing = await provideRuntime(latest.values, functionLog(where, latest).lineOfOwn);
  if (missing === undefined) await readyVersion(latest, where);
  settle(where, name, missing?.errorMessage);
}

/** The function is active, or has failed for a reason. @param missing why its runtime cannot be had */
export function settle(where: Where, name: string, missing?: string): void {
  const latest = findLatest(where, name);
  if (latest === undefined || !isChanging(latest)) return;
  const { settings, values } = latest;
  const { reason: _before, ...kept } = settings;
  const why = missing ?? whyNotHere(values);
  const reason = why === undefined ? {} : { reason: { code: 'InvalidRuntime', text: why } };
  const isNew = settings.state === 'Pending';
  const settled: FunctionSettings = {
    ...kept,
    ...reason,
    state: isNew && why !== undefined ? 'Failed' : 'Active',
    lastUpdate: why === undefined ? 'Successful' : 'Failed',
  };
  saveLatest(where, isNew ? 'CreateFunction' : 'UpdateFunctionConfiguration', {
    ...latest,
    settings: settled,
  });
  retire(where, name);
}

function isChanging({ settings }: FunctionRecord): boolean {
  return settings.state === 'Pending' || settings.lastUpdate === 'InProgress';
}

/** Undefined for a function that can run here. */
function whyNotHere(lambda: LambdaFunction): string | undefined {
  const refusal = notExecutedHere(lambda);
  if (refusal !== undefined) return refusal.errorMessage;
  // A bootstrap that is not there is seen when the function is invoked, as on AWS.
  if (lambda.runtime?.startsWith('provided') === true) return undefined;
  const command = runtimeCommand(lambda, '/');
  return isFailed(command) ? command.failed.errorMessage : undefined;
}

/** Its processes take no further event. */
export function retire(where: Where, name: string): void {
  const owner = ownerOf(name, where.place);
  const { pool, ready } = lambdaOf(where);
  pool.retire((key) => key.startsWith(`${owner}:`));
  for (const key of ready.keys()) if (key.startsWith(`${owner}:`)) ready.delete(key);
}

/** Completes what a killed endpoint has left. */
export function settleAll(ground: Ground): void {
  for (const { type, name, account, region, arn = '' } of ground.account.list()) {
    if (type !== 'AWS::Lambda::Function') continue;
    const partition = arn.split(':')[1] ?? 'aws';
    const where = { ground, place: { partition, account, region } };
    const latest = findLatest(where, name);
    if (latest !== undefined && isChanging(latest)) settleLater(where, name);
  }
}
