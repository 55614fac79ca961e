// Performs one step of an operation: the handler of the resource's type makes, changes or removes it by calls of AWS's API.
import type { Values } from '../../aws/wire/message.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { generatedName } from '../../stacks/generated-name.ts';
import { defined } from '../../lib/defined.ts';
import { stepKey, type Operation, type Stack, type Step } from '../../stacks/stack.ts';
import { typeRow } from '../../stacks/resource-type-table.ts';
import { EndpointGone, type CallAws } from '../../account/call-aws.ts';
import { resolveReferences } from './dynamic-references.ts';
import { handlerOf } from './handlers.ts';
import { importerOf, notFoundText } from './importers.ts';
import {
  PropertyRefused,
  textIn,
  type Before,
  type Made,
  type ResourceHandler,
  type ResourceWork,
  type Signals,
} from './resource-type.ts';

export interface StepContext {
  readonly stack: Stack;
  readonly operation: Operation;
  readonly call: CallAws;
  /** For dynamic references. */
  readonly readReference: CallAws;
  readonly isResumed: boolean;
  /** Of a type and the name that the register has for it. */
  readonly isOnlyDeclared: (type: string, name: string) => boolean;
  readonly onChecked: () => void;
  readonly onMade: (physicalId: string) => void;
  readonly onSignal: (uniqueId: string) => void;
  readonly signals: Signals;
  readonly stopped?: AbortSignal;
}

/** Undefined for a removal. Rejects with what the service or the template is to blame for. */
export async function performStep(step: Step, context: StepContext): Promise<Made | undefined> {
  const handler = handlerOf(step.type);
  const work = await workOf(step, context);
  if (step.phase === 'import-tags') return await tagImported(step, work);
  const before = await beforeOf(step, context);
  switch (step.action) {
    case 'create':
    case 'replace': {
      if (step.isChecked !== true) {
        if (await isOthers(handler, work, context)) throw alreadyExists(work);
        context.onChecked();
      }
      return await handler.create(work);
    }
    case 'import':
      return await takeIn(step, work);
    case 'update':
    case 'restore': {
      if (handler.update === undefined || before === undefined)
        throw new Error(`Update of resource type ${step.type} is not supported.`);
      if (step.action === 'restore' || handler.isCalledAgain === true)
        return await handler.update(work, before);
      refuseChange(handler, work, before);
      return await updatedOrUndone(handler.update, work, {
        before,
        tags: tagsOf(step, before.properties, context.stack.definition?.tags ?? {}),
      });
    }
    case 'delete':
      if (before !== undefined) await handler.remove(work, before);
      return undefined;
    default:
      return unreachable(step.action);
  }
}

function refuseChange({ fixed }: ResourceHandler, { properties }: ResourceWork, before: Before): void {
  const changed = fixed?.find((name) => textIn(properties, name) !== textIn(before.properties, name));
  if (changed !== undefined)
    throw new PropertyRefused(changed, `Slipway does not execute a change of ${changed} on this machine`);
}

/**
 * An update that fails leaves the resource as it was: a rollback does not call it (recorded from AWS), and a handler may have
 * made some of its calls by then.
 */
async function updatedOrUndone(
  update: NonNullable<ResourceHandler['update']>,
  work: ResourceWork,
  { before, tags }: { readonly before: Before; readonly tags: ResourceWork['tags'] },
): Promise<Made> {
  try {
    return await update(work, before);
  } catch (error) {
    if (error instanceof EndpointGone) throw error;
    const { updatePolicy: _policy, creationPolicy: _creation, ...rest } = work;
    const undoing = { ...rest, properties: before.properties, tags, isRestoration: true };
    await update(undoing, { ...before, properties: work.properties }).catch((reason: unknown) => {
      if (reason instanceof EndpointGone) throw reason;
      const texts = [error, reason].map(failureReason);
      throw new Error(`${texts[0]} What had changed by then was not changed back: ${texts[1]}`, {
        cause: error,
      });
    });
    throw error;
  }
}

/** What only a file of this machine declares is taken over by the call that creates it. */
async function isOthers(
  { isThere, registeredAs }: ResourceHandler,
  work: ResourceWork,
  { isOnlyDeclared }: StepContext,
): Promise<boolean> {
  // Looking is what makes some of it be there: who made it is asked afterwards.
  if (isThere === undefined || !(await isThere(work))) return false;
  return !isOnlyDeclared(work.type, registeredAs?.(work) ?? work.name);
}

async function takeIn({ type, physicalId = '' }: Step, work: ResourceWork): Promise<Made> {
  const attributes = await importerOf(type)?.read(work, physicalId);
  if (attributes === undefined) throw new Error(notFoundText(type, physicalId));
  return { physicalId, attributes };
}

async function tagImported(step: Step, work: ResourceWork): Promise<Made> {
  const { type, physicalId = '', attributes = {} } = step;
  if (Object.keys(work.tags).length > 0) await importerOf(type)?.tag(work, physicalId, work.tags);
  return { physicalId, attributes };
}

function alreadyExists({ type, name }: ResourceWork): Error {
  return new CallRefused(
    'AlreadyExists',
    `Resource of type '${type}' with identifier '${name}' already exists.`,
    400,
  );
}

async function workOf(
  step: Step,
  { stack, operation, call, readReference, isResumed, onMade, onSignal, signals, stopped }: StepContext,
): Promise<ResourceWork> {
  const rule = handlerOf(step.type).name;
  const properties =
    step.action === 'delete' ? step.properties : await resolveReferences(step.properties, readReference);
  const named = rule === undefined ? '' : textIn(properties, rule.property);
  const made = { stackName: stack.name, logicalId: step.logicalId, suffix: step.suffix };
  return {
    logicalId: step.logicalId,
    type: step.type,
    stackId: stack.id,
    stackName: stack.name,
    place: { partition: stack.partition, account: stack.account, region: stack.region },
    properties,
    name: named !== '' ? named : generatedName(rule ?? { longest: 128 }, made),
    tags: tagsOf(step, properties, (operation.definition ?? stack.definition)?.tags ?? {}),
    isResumed,
    call,
    onMade,
    id: `${operation.id}/${stepKey(step)}`,
    isRestoration: step.action === 'restore',
    signals,
    onSignal,
    ...defined({ creationPolicy: step.creationPolicy, stopped }),
    ...(step.action === 'update' && step.updatePolicy !== undefined
      ? { updatePolicy: step.updatePolicy }
      : {}),
  };
}

/** The template's tags win over the stack's. */
function tagsOf(
  step: Step,
  properties: Values,
  stackTags: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const property = typeRow(step.type)?.tags ?? 'Tags';
  const given = properties[property];
  const own = Array.isArray(given)
    ? Object.fromEntries(
        (given as readonly Values[]).map((tag) => [textIn(tag, 'Key'), textIn(tag, 'Value')] as const),
      )
    : Object.fromEntries(Object.entries((given ?? {}) as Values).map(([key, value]) => [key, String(value)]));
  return { ...stackTags, ...own };
}

async function beforeOf(step: Step, { operation, readReference }: StepContext): Promise<Before | undefined> {
  if (step.physicalId === undefined || step.physicalId === '') return undefined;
  const before = operation.before.get(step.logicalId);
  // A restoration undoes what the forward step has set.
  const current = step.action === 'restore' ? operation.steps.get(`forward/${step.logicalId}`) : before;
  const properties = step.action === 'delete' ? step.properties : (current?.properties ?? step.properties);
  return {
    physicalId: current?.physicalId ?? step.physicalId,
    properties: step.action === 'delete' ? properties : await resolveReferences(properties, readReference),
    attributes: (step.action === 'delete' ? step.attributes : current?.attributes) ?? {},
  };
}

/** As CloudFormation writes a handler's failure. */
export function failureReason(error: unknown): string {
  if (!(error instanceof CallRefused)) return error instanceof Error ? error.message : String(error);
  return `Resource handler returned message: "${error.message}" (HandlerErrorCode: ${handlerCode(error)})`;
}

/** The names of CloudFormation's own list that say the same (CloudFormation API reference, HandlerErrorCode). */
function handlerCode({ code, status }: CallRefused): string {
  if (/AlreadyExists|AlreadyOwned|EntityAlready|ResourceExists|QueueNameExists|DuplicateRequest/i.test(code))
    return 'AlreadyExists';
  if (/AccessDenied|Unauthorized|AuthorizationError/i.test(code)) return 'AccessDenied';
  if (/Throttl|TooManyRequests/i.test(code)) return 'Throttling';
  if (/LimitExceeded/i.test(code)) return 'ServiceLimitExceeded';
  if (/Conflict|ResourceInUse|DeleteConflict/i.test(code)) return 'ResourceConflict';
  if (/NotFound|NoSuch|NonExistent/i.test(code) || status === 404) return 'NotFound';
  return status >= 500 ? 'ServiceInternalError' : 'InvalidRequest';
}
