// A request from another process, checked before the runtime sees it.
import { nearest } from '../lib/nearest.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { Request } from '../runtime/contract.ts';

export type ParsedRequest =
  { readonly request: Request; readonly problems?: undefined } | { readonly problems: readonly Problem[] };

/** All problems at once. What a type of request does not have is a problem too: nothing is taken and ignored. */
export function parseRequest(raw: unknown): ParsedRequest {
  if (!isRecord(raw)) return refuse('A request is a JSON object');
  const { type } = raw;
  const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (typeof type !== 'string' || shape === undefined) return refuse(unknownType(type));
  const problems = [
    ...Object.entries(shape).flatMap(([key, isValid]) =>
      isValid(raw[key]) ? [] : [`"${key}" of ${type} is ${told(raw[key])}`],
    ),
    ...Object.keys(raw)
      .filter((key) => key !== 'type' && !Object.hasOwn(shape, key))
      .map((key) => `${type} has no "${key}"`),
  ];
  return problems.length > 0 ? refuse(...problems) : { request: raw as unknown as Request };
}

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === 'string' && value.length <= 100_000;
const name: Check = (value) => text(value) && value !== '';
const optionalName: Check = (value) => value === undefined || name(value);
const truth: Check = (value) => typeof value === 'boolean';
const texts: Check = (value) => isRecord(value) && Object.values(value).every(text);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);

const transition: Shape = {
  stageName: name,
  transitionType: oneOf('Inbound', 'Outbound'),
  reason: text,
  by: text,
};

const shapes: Readonly<Record<string, Shape>> & Readonly<Record<Request['type'], Shape>> = {
  StartPipelineExecution: { variables: texts, sourceRevisions: texts, by: text },
  StopPipelineExecution: { executionId: name, abandon: truth, reason: text, by: text },
  RetryStageExecution: {
    executionId: name,
    stageName: name,
    retryMode: oneOf('FAILED_ACTIONS', 'ALL_ACTIONS'),
  },
  RollbackStage: { stageName: name, targetExecutionId: optionalName, by: text },
  PutApprovalResult: {
    executionId: name,
    stageName: name,
    actionName: name,
    status: oneOf('Approved', 'Rejected'),
    summary: text,
    by: text,
  },
  EnableStageTransition: transition,
  DisableStageTransition: transition,
  OverrideStageCondition: {
    executionId: name,
    stageName: name,
    conditionType: oneOf('BEFORE_ENTRY', 'ON_SUCCESS'),
    by: text,
  },
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function told(value: unknown): string {
  return value === undefined ? 'missing' : `not what it takes: ${JSON.stringify(value).slice(0, 80)}`;
}

function unknownType(type: unknown): string {
  if (typeof type !== 'string') return 'A request has a "type"';
  const meant = nearest(type, Object.keys(shapes));
  return `There is no request "${type.slice(0, 80)}"${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function refuse(...messages: readonly string[]): ParsedRequest {
  return { problems: messages.map((message) => problem({ code: 'CallInvalid', whose: 'call', message })) };
}
