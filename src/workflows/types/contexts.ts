// The contexts of a job's expressions with the types of what is in them (GitHub: "Contexts reference"). Pure.
import {
  isExpression,
  isMapping,
  valueAt,
  type Value,
  type Workflow,
  type WorkflowJob,
} from '../../model/workflow.ts';
import { declaredInputs } from '../inputs.ts';
import { parseExpression } from '../language/expressions.ts';
import { isFailed } from '../../lib/result.ts';
import { inferType } from './infer.ts';
import { any, number, objectOf, text, texts, truth, typeOf, either, type Type } from './type.ts';
import { ownValue } from '../../lib/own-value.ts';

const githubTexts =
  'action action_path action_ref action_repository action_status actor actor_id api_url base_ref env event_name event_path graphql_url head_ref job output path ref ref_name ref_type repository repository_id repository_owner repository_owner_id repositoryUrl repository_visibility retention_days run_attempt run_id run_number secret_source server_url sha state step_summary token triggering_actor workflow workflow_ref workflow_sha workspace';

function textsNamed(names: string): Readonly<Record<string, Type>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, text]));
}

const service = objectOf({ id: text, network: text, ports: objectOf({}, text) });

const ofGithub = { ...textsNamed(githubTexts), ref_protected: truth };

/** The same in every job. */
const fixed = {
  env: texts,
  vars: texts,
  job: objectOf({
    ...textsNamed('status workflow_ref workflow_sha workflow_repository workflow_file_path'),
    check_run_id: number,
    container: objectOf({ id: text, network: text }),
    services: objectOf({}, service),
  }),
  runner: objectOf(textsNamed('name os arch environment temp tool_cache debug workspace')),
  strategy: objectOf({
    'fail-fast': truth,
    'job-index': number,
    'job-total': number,
    'max-parallel': number,
  }),
};

/** Which there are, and which outputs they have, is judged by where they stand (rules/unknown-reference.ts). */
const steps = objectOf({}, objectOf({ outputs: any, outcome: text, conclusion: text }));
const needs = objectOf({}, objectOf({ outputs: any, result: text }));

const beforeJobs = { github: objectOf(ofGithub, any) };

export function contextTypes(
  workflow: Pick<Workflow, 'on'>,
  job: Pick<WorkflowJob, 'strategy'>,
): Readonly<Record<string, Type>> {
  return {
    ...fixed,
    steps,
    needs,
    github: objectOf({ ...ofGithub, event: eventOf(workflow) }),
    inputs: inputsOf(workflow),
    secrets: secretsOf(workflow),
    matrix: matrixOf(job.strategy),
  };
}

/** What another event has is not known; the inputs of a dispatch are texts there. */
function eventOf({ on }: Pick<Workflow, 'on'>): Type {
  if (Object.keys(on).some((event) => event !== 'workflow_dispatch')) return objectOf({}, any);
  const names = declaredInputs({ on }).map(({ name }) => [name, text] as const);
  return objectOf({ inputs: objectOf(Object.fromEntries(names)) }, any);
}

/** A workflow that is only called gets the secrets that it declares. */
function secretsOf({ on }: Pick<Workflow, 'on'>): Type {
  const declared = valueAt(on['workflow_call'], 'secrets');
  const isOnlyCalled = Object.keys(on).every((event) => event === 'workflow_call');
  if (!isOnlyCalled || declared === undefined || !isMapping(declared)) return texts;
  const names = declared.entries.flatMap(([name]) => (typeof name === 'string' ? [name] : []));
  const always = ['GITHUB_TOKEN', 'ACTIONS_RUNNER_DEBUG', 'ACTIONS_STEP_DEBUG'];
  return objectOf(Object.fromEntries([...names, ...always].map((name) => [name, text])));
}

const inputTypes: Readonly<Record<string, Type>> = { boolean: truth, number };

export function inputType(type: string): Type {
  return ownValue(inputTypes, type) ?? text;
}

/** Those of both events, when both start it. */
function inputsOf({ on }: Pick<Workflow, 'on'>): Type {
  const all = (['workflow_dispatch', 'workflow_call'] as const).flatMap((event) =>
    declaredInputs({ on }, event),
  );
  const fields: Record<string, Type> = {};
  for (const { name, type } of all) {
    const own = inputType(type);
    fields[name] = fields[name] === undefined ? own : either(fields[name], own);
  }
  return objectOf(fields);
}

/** Its keys, and those of `include`; anything when an expression makes it. */
function matrixOf(strategy: Value | undefined): Type {
  if (strategy === undefined) return objectOf({});
  const matrix = valueAt(strategy, 'matrix');
  if (matrix === undefined) return isMapping(strategy) ? objectOf({}) : any;
  if (!isMapping(matrix)) return any;
  const fields: Record<string, Type> = {};
  for (const [key, value] of matrix.entries) {
    if (typeof key !== 'string') return any;
    if (key === 'exclude') continue;
    if (key !== 'include') {
      fields[key] = Array.isArray(value) ? value.map(typeOfValue).reduce(either, typeOfValue(value[0])) : any;
      continue;
    }
    if (!Array.isArray(value)) return any;
    for (const entry of value) if (!addFields(fields, entry)) return any;
  }
  return objectOf(fields);
}

function addFields(fields: Record<string, Type>, entry: Value): boolean {
  if (!isMapping(entry)) return false;
  for (const [key, value] of entry.entries) {
    if (typeof key !== 'string') return false;
    const own = typeOfValue(value);
    const known = fields[key];
    fields[key] = known === undefined ? own : either(known, own);
  }
  return true;
}

/** Of what is written, with what is known of an expression before the matrix is. */
function typeOfValue(value: Value | undefined): Type {
  if (value === undefined || value === null) return any;
  if (isExpression(value)) {
    const parsed = parseExpression(value.expression);
    return isFailed(parsed) ? any : inferType(parsed.tree, beforeJobs).type;
  }
  if (Array.isArray(value))
    return { kind: 'array', of: value.map(typeOfValue).reduce(either, typeOfValue(value[0])) };
  if (!isMapping(value)) return typeOf(value);
  const fields: Record<string, Type> = {};
  return addFields(fields, value) ? objectOf(fields) : any;
}
