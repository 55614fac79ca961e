// What a run of a workflow can be started with by hand: its events, its jobs and the inputs that it declares (GitHub: "Manually
// running a workflow"). Pure.
import { isRecord } from '../../../lib/is-record.ts';
import type { PipelineDeclaration } from '../../../model/pipeline.ts';
import {
  isMapping,
  valueAt,
  type JobInWorkflow,
  type Value,
  type Workflow,
} from '../../../model/workflow.ts';

export interface WorkflowInput {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'choice' | 'environment';
  readonly description: string;
  readonly required: boolean;
  readonly byDefault: string;
  /** Of a choice; of an environment those that are known, which need not be all. */
  readonly options: readonly string[];
}

export interface StartableWorkflow {
  /** Those of the workflow; by hand first where it has that. */
  readonly events: readonly string[];
  readonly ref: string;
  readonly jobs: readonly string[];
  readonly inputs: readonly WorkflowInput[];
}

const byHand = 'workflow_dispatch';

/** Undefined for a pipeline. */
export function startableWorkflow({
  stages,
  variables = [],
}: Pick<PipelineDeclaration, 'stages' | 'variables'>): StartableWorkflow | undefined {
  const jobs = stages.flatMap((stage) => stage.jobs ?? []);
  const [first] = jobs;
  if (first === undefined) return undefined;
  const { workflow } = JSON.parse(first.definition) as JobInWorkflow;
  const names = Object.keys(workflow.on).filter((name) => name !== 'workflow_call');
  return {
    events: [...names.filter((name) => name === byHand), ...names.filter((name) => name !== byHand)],
    ref: variables.find(({ name }) => name === 'ref')?.defaultValue ?? '',
    jobs: jobs.filter(({ calledBy }) => calledBy === undefined).map(({ id }) => id),
    inputs: inputsOf(workflow, environmentsOf(jobs.map(({ definition }) => definition))),
  };
}

/** Those that the repository describes, and those that jobs name. */
function environmentsOf(definitions: readonly string[]): readonly string[] {
  const names = definitions.flatMap((text) => {
    const { environments = {}, job } = JSON.parse(text) as JobInWorkflow;
    const { environment } = job;
    const named = typeof environment === 'string' ? environment : valueAt(environment, 'name');
    return [...Object.keys(environments), ...(typeof named === 'string' ? [named] : [])];
  });
  return [...new Set(names)].toSorted();
}

function inputsOf({ on }: Pick<Workflow, 'on'>, environments: readonly string[]): readonly WorkflowInput[] {
  const inputs = valueAt(on[byHand], 'inputs');
  if (inputs === undefined || !isMapping(inputs)) return [];
  return inputs.entries.map(([name, declared]) => {
    const options = valueAt(declared, 'options');
    const type = typeOf(valueAt(declared, 'type'));
    return {
      name: typeof name === 'string' ? name : name.expression,
      type,
      description: textOf(valueAt(declared, 'description')),
      required: valueAt(declared, 'required') === true,
      byDefault: textOf(valueAt(declared, 'default')),
      options:
        type === 'environment'
          ? environments
          : Array.isArray(options)
            ? options.map((each) => textOf(each as Value))
            : [],
    };
  });
}

/** What is none of them is written as text. */
function typeOf(type: Value | undefined): WorkflowInput['type'] {
  return type === 'number' || type === 'boolean' || type === 'choice' || type === 'environment'
    ? type
    : 'string';
}

function textOf(value: Value | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** The variables of the execution. @param field what was filled in, undefined for a box that is not ticked */
export function variablesOfStart(
  { inputs }: StartableWorkflow,
  field: (name: string) => string | undefined,
): Readonly<Record<string, string>> {
  const event = field('event') ?? '';
  const given = inputs.flatMap(({ name, type, byDefault }): readonly (readonly [string, string])[] => {
    const value = field(`input-${name}`);
    if (type === 'boolean') return [[name, String(value !== undefined)]];
    // A default that was taken out does not count: GitHub gives what the field holds. No number is empty.
    const isCleared = value === '' && byDefault !== '' && (type === 'string' || type === 'environment');
    return value === undefined || (value === '' && !isCleared) ? [] : [[name, value]];
  });
  const [ref, job, payload] = [field('ref') ?? '', field('job') ?? '', (field('payload') ?? '').trim()];
  return {
    ...(event === '' ? {} : { event }),
    ...(ref === '' ? {} : { ref }),
    ...(job === '' ? {} : { job }),
    ...(payload === '' ? {} : { payload }),
    ...(event === byHand && given.length > 0 ? { inputs: JSON.stringify(Object.fromEntries(given)) } : {}),
  };
}

/** What a revision of a source is, by its provider (CodePipeline: `SourceRevisionOverride`); of others a commit. */
const revisions: ReadonlyMap<string, string> = new Map([
  ['S3', 'a version of the object'],
  ['ECR', 'the digest of an image: sha256:…'],
]);

export function revisionOf(provider: string): string {
  return revisions.get(provider) ?? 'a commit';
}

/** Inputs count for this event alone. */
export function takesInputs(event: string): boolean {
  return event === byHand;
}

/** Why a payload cannot be given so; undefined for one that can, and for none. */
export function wrongPayload(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? undefined : 'The payload is an object of JSON: { … }';
  } catch (error) {
    return `This is no JSON: ${(error as Error).message}`;
  }
}

/** The field that a refusal is about: the first thing that it quotes and the dialog has a field for. */
export function fieldOfRefusal(message: string, fields: readonly string[]): string | undefined {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
  const prefixes = ['', 'variable-', 'revision-', 'input-'];
  return quoted
    .flatMap((name) => prefixes.map((prefix) => `${prefix}${name}`))
    .find((name) => fields.includes(name));
}
