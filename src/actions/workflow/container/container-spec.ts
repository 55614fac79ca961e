// What a workflow says of the container of a job, with everything evaluated in it (GitHub: "Workflow syntax",
// jobs.<job_id>.container). Pure.
import { isRecord } from '../../../lib/is-record.ts';
import { isFailed, type Result } from '../../../lib/result.ts';
import type { JobContexts, JobInWorkflow } from '../../../model/workflow.ts';
import { resolveValue, textOf } from '../../../workflows/language/expressions.ts';
import { environmentOf } from '../step-values.ts';

export interface ContainerSpec {
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly options: string;
  readonly credentials?: RegistryCredentials;
}

export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

/** Undefined for a job that runs on the runner itself: nothing is said, or the image is an empty text. */
export function containerOf(
  { job, workflow }: Pick<JobInWorkflow, 'job' | 'workflow'>,
  contexts: JobContexts,
  secrets: Readonly<Record<string, string>>,
): Result<{ readonly spec: ContainerSpec | undefined }> {
  if (job.container === undefined) return { spec: undefined };
  const scope = { contexts: { ...contexts, secrets } };
  const env: Record<string, string> = {};
  for (const value of [workflow.env, job.env]) {
    const read = environmentOf(value, scope);
    if (!isFailed(read)) Object.assign(env, read);
  }
  const resolved = resolveValue(job.container, { contexts: { ...contexts, secrets, env } });
  if (isFailed(resolved)) return { failed: `"container" cannot be evaluated: ${resolved.failed}` };
  const said = isRecord(resolved.value) ? resolved.value : { image: resolved.value };
  const image = textOf(said['image'] ?? '').trim();
  return { spec: image === '' ? undefined : specOf(image.replace(/^docker:\/\//, ''), said) };
}

function specOf(image: string, said: Readonly<Record<string, unknown>>): ContainerSpec {
  const credentials = credentialsIn(said);
  return {
    image,
    env: textsIn(said['env']),
    ports: listIn(said['ports']),
    volumes: listIn(said['volumes']),
    options: textOf(said['options'] ?? ''),
    ...(credentials && { credentials }),
  };
}

/** Of a container or a service; undefined when the user or the password is empty. */
export function credentialsIn(said: Readonly<Record<string, unknown>>): RegistryCredentials | undefined {
  const { username = '', password = '' } = textsIn(said['credentials']);
  return username === '' || password === '' ? undefined : { username, password };
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, textOf(each)]));
}

function listIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
