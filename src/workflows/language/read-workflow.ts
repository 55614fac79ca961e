// From a file of .github/workflows to a Workflow, with everything that is wrong with it.
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition';
import type { MappingToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { ExpressionToken } from '@actions/workflow-parser/templates/tokens/index';
import {
  isBasicExpression,
  isMapping,
  isScalar,
  isSequence,
  isString,
} from '@actions/workflow-parser/templates/tokens/type-guards';
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type {
  NotExecutedKey,
  Value,
  Workflow,
  WorkflowJob,
  WorkflowStep,
  WrittenAt,
} from '../../model/workflow.ts';
import { findingsOf } from '../rules/index.ts';
import { jobProblems } from './job-problems.ts';
import { parseDocument, toValue } from './parse.ts';
import { placeOf } from './place-of.ts';

export interface ReadWorkflow {
  /** Absent when it has an error. */
  readonly workflow?: Workflow;
  readonly problems: readonly Problem[];
}

/** @param path of the file in its repository */
export function readWorkflow(file: SourceFile, path: string): ReadWorkflow {
  const { root, problems: invalid } = parseDocument('workflow', file);
  if (root === undefined || !isMapping(root)) return { problems: invalid };
  const problems: Problem[] = [];
  const reading: Reading = { file, problems };
  const read = (key: string): Value | undefined => valueOf(root, key);
  const name = read('name');
  const workflow: Workflow = {
    name: typeof name === 'string' && name.trim() !== '' ? name : path,
    path,
    on: eventsOf(root.find('on')),
    ...defined({
      runName: read('run-name'),
      permissions: read('permissions'),
      env: read('env'),
      defaults: read('defaults'),
      concurrency: read('concurrency'),
      cacheMode: asText(read('cache-mode')),
    }),
    jobs: entriesOf(root.find('jobs')).map(([id, token]) => readJob(id, token, reading)),
  };
  problems.push(...jobProblems(workflow, file), ...findingsOf(workflow, file));
  return problems.some(({ severity }) => severity === 'error') ? { problems } : { workflow, problems };
}

export interface Reading {
  readonly file: SourceFile;
  readonly problems: Problem[];
}

function eventsOf(token: TemplateToken | undefined): Readonly<Record<string, Value>> {
  if (token === undefined) return {};
  if (isString(token)) return { [token.value]: null };
  if (isSequence(token)) return Object.fromEntries([...token].map((each) => [textOfToken(each), null]));
  return Object.fromEntries(entriesOf(token).map(([name, value]) => [name, toValue(value)]));
}

function readJob(id: string, token: TemplateToken, reading: Reading): WorkflowJob {
  const read = (key: string): Value | undefined => valueOf(token, key);
  const needs = read('needs') ?? [];
  const steps = isMapping(token) ? token.find('steps') : undefined;
  const written = steps !== undefined && isSequence(steps) ? [...steps] : [];
  const condition = conditionOf(token, reading);
  return {
    id,
    ...positionOf(token),
    needs: (Array.isArray(needs) ? needs : [needs]).map(String),
    steps: written.map((step) => readStep(step, reading)),
    notExecuted: [
      ...unexecutedOf(token, jobKeys),
      ...written.flatMap((step) => unexecutedOf(step, stepKeys)),
    ],
    ...defined({
      condition,
      name: read('name'),
      runsOn: read('runs-on'),
      environment: read('environment'),
      concurrency: read('concurrency'),
      outputs: read('outputs'),
      env: read('env'),
      defaults: read('defaults'),
      strategy: read('strategy'),
      timeoutMinutes: read('timeout-minutes'),
      continueOnError: read('continue-on-error'),
      container: read('container'),
      services: read('services'),
      permissions: read('permissions'),
      cacheMode: asText(read('cache-mode')),
      uses: asText(read('uses')),
      with: read('with'),
      secrets: read('secrets'),
    }),
  };
}

export function readStep(token: TemplateToken, reading: Reading): WorkflowStep {
  const read = (key: string): Value | undefined => valueOf(token, key);
  const condition = conditionOf(token, reading);
  return {
    ...positionOf(token),
    ...defined({
      id: asText(read('id')),
      name: read('name'),
      condition,
      run: read('run'),
      uses: asText(read('uses')),
      with: read('with'),
      env: read('env'),
      shell: read('shell'),
      workingDirectory: read('working-directory'),
      continueOnError: read('continue-on-error'),
      timeoutMinutes: read('timeout-minutes'),
    }),
  };
}

/** Only what succeeds before it lets a job or step begin that asks for no status (GitHub, "Status check functions"). */
function conditionOf(token: TemplateToken, { file, problems }: Reading): string | undefined {
  const written = isMapping(token) ? token.find('if') : undefined;
  if (written === undefined) return undefined;
  const text = isBasicExpression(written) ? written.expression : textOfToken(written).trim();
  if (text === '') return undefined;
  const condition = ensureStatusFunction(text, written.definitionInfo);
  try {
    ExpressionToken.validateExpression(condition, written.definitionInfo?.allowedContext ?? []);
  } catch (error) {
    problems.push(
      problem({
        code: 'WorkflowInvalid',
        message: `The condition "${text}" is no expression: ${(error as Error).message}`,
        at: placeOf(file, written.range?.start, written.range?.end),
        aws: 'GitHub refuses the file, and no event starts it.',
      }),
    );
  }
  return condition;
}

/** Keys that are read and change nothing here, with the reason. */
const jobKeys: Readonly<Record<string, string>> = {
  snapshot: 'there are no images of runners to make here',
};

const stepKeys: Readonly<Record<string, string>> = Object.fromEntries(
  ['background', 'wait', 'wait-all', 'cancel', 'parallel'].map((key) => [
    key,
    'steps run one after the other here',
  ]),
);

function unexecutedOf(
  token: TemplateToken,
  reasons: Readonly<Record<string, string>>,
): readonly NotExecutedKey[] {
  if (!isMapping(token)) return [];
  return [...token].flatMap(({ key }) => {
    const what = textOfToken(key);
    const reason = Object.hasOwn(reasons, what) ? reasons[what] : undefined;
    return reason === undefined ? [] : [{ what, reason, ...positionOf(key) }];
  });
}

function entriesOf(token: TemplateToken | undefined): readonly (readonly [string, TemplateToken])[] {
  if (token === undefined || !isMapping(token)) return [];
  return [...token].map(({ key, value }) => [textOfToken(key), value] as const);
}

function valueOf(token: MappingToken | TemplateToken, key: string): Value | undefined {
  const value = isMapping(token) ? token.find(key) : undefined;
  return value === undefined ? undefined : toValue(value);
}

function positionOf({ range }: TemplateToken): WrittenAt {
  return { line: range?.start.line ?? 1, column: range?.start.column ?? 1 };
}

export function textOfToken(token: TemplateToken): string {
  if (isString(token)) return token.value;
  return isScalar(token) ? token.toString() : '';
}

function asText(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
