// A call of AWS's API by the names that its services have in the SDK for Java, and members with capitals, as universal targets of
// EventBridge Scheduler and the tasks `aws-sdk:…` of Step Functions write it. Pure but for the tables of AWS's models.
import {
  serviceIndex,
  serviceModel,
  structureIn,
  type ServiceModel,
  type ShapeReference,
} from '../aws/service-model.ts';
import type { Values } from '../aws/wire/message.ts';
import type { CallAws } from '../account/call-aws.ts';
import { isRecord } from '../lib/is-record.ts';
import type { Result } from '../lib/result.ts';

/** @returns what is wrong, for a service or an operation that is not there */
export function universalCall(
  service: string,
  operation: string,
  given: Values,
): Result<Parameters<CallAws>> {
  const entry = serviceIndex().find(({ id }) => sdkName(id) === service);
  if (entry === undefined) return { failed: `delivery to ${service}` };
  const model = serviceModel(entry.name);
  const called = Object.keys(model.operations).find((each) => isSame(each, operation));
  if (called === undefined)
    return { failed: `Invalid RequestPayload: ${service} has no API action ${operation}` };
  // Members are written with a capital, whatever the service's own model has.
  const shape = model.operations[called]?.input;
  const written = shape === undefined ? given : withMembers(model, shape, given);
  return [entry.name, called, written as Values];
}

/** As the SDK for Java calls it: `sfn`, `eventbridge`, `elasticloadbalancingv2`. */
function sdkName(id: string): string {
  return id.replaceAll(' ', '').toLowerCase();
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** In the case of the model, at every depth. */
function withMembers(model: ServiceModel, reference: ShapeReference, value: unknown): unknown {
  const shape = model.shapes[reference];
  if (shape?.type === 'list' && Array.isArray(value))
    return value.map((item: unknown) => withMembers(model, shape.of, item));
  if (shape?.type !== 'structure' || !isRecord(value)) return value;
  const { members } = structureIn(model, reference);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const name = Object.keys(members).find((member) => isSame(member, key));
      const member = name === undefined ? undefined : shape.members[name];
      if (name === undefined || member === undefined) return [key, each];
      return [name, withMembers(model, typeof member === 'string' ? member : member[0], each)];
    }),
  );
}

/** The answer of an operation with capitals, as these callers see it. */
export function capitalised(service: Parameters<CallAws>[0], operation: string, answer: Values): Values {
  if (service === 'ec2') return answer;
  const model = serviceModel(service);
  const shape = model.operations[operation]?.output;
  return (shape === undefined ? answer : withCapitals(model, shape, answer)) as Values;
}

function withCapitals(model: ServiceModel, reference: ShapeReference, value: unknown): unknown {
  const shape = model.shapes[reference];
  if (shape?.type === 'list' && Array.isArray(value))
    return value.map((item: unknown) => withCapitals(model, shape.of, item));
  if (shape?.type !== 'structure' || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const member = shape.members[key];
      const of = member === undefined || typeof member === 'string' ? member : member[0];
      const written = of === undefined ? each : withCapitals(model, of, each);
      return [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, written];
    }),
  );
}
