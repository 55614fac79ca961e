// A batch build: which builds it consists of, and which of them is next (CodeBuild user guide, "Batch builds"). Pure.
import { defined } from '../lib/defined.ts';
import type { Result } from '../lib/result.ts';

export interface BatchBuild {
  readonly identifier: string;
  readonly dependsOn: readonly string[];
  readonly ignoreFailure: boolean;
  /** Instead of the one that holds the batch: a path in the source, or its text. */
  readonly buildspec?: string;
  readonly environment: {
    readonly computeType?: string;
    readonly image?: string;
    readonly type?: string;
    readonly privilegedMode?: boolean;
  };
  readonly variables: Readonly<Record<string, string>>;
  /** Of a fan-out: which share of the tests is its own. */
  readonly shard?: { readonly index: number; readonly count: number };
}

export interface BatchPlan {
  readonly fastFail: boolean;
  readonly builds: readonly BatchBuild[];
}

/** The builds of a `batch` section as it is written, or what is wrong with it. */
export function planBatch(section: unknown): Result<BatchPlan> {
  const batch = mapOf(section);
  const kinds = Object.keys(expanders).filter((kind) => batch[kind] !== undefined);
  const [kind] = kinds;
  const expand = kind === undefined ? undefined : expanders[kind];
  if (kind === undefined || expand === undefined || kinds.length > 1)
    return { failed: `The batch section needs exactly one of ${Object.keys(expanders).join(', ')}` };
  const builds = expand(batch[kind]);
  const wrong = wrongAbout(builds);
  return wrong === undefined ? { fastFail: isTrue(batch['fast-fail']), builds } : { failed: wrong };
}

const expanders: Readonly<Record<string, (section: unknown) => readonly BatchBuild[]>> = {
  'build-list': (section) => listOf(section).map(taskOf),
  'build-graph': (section) => listOf(section).map(taskOf),
  'build-matrix': matrix,
  'build-fanout': fanOut,
};

function taskOf(raw: unknown): BatchBuild {
  const task = mapOf(raw);
  const buildspec = textOf(task['buildspec']);
  return {
    identifier: textOf(task['identifier']) ?? '',
    dependsOn: listOf(task['depend-on']).flatMap((id) => textOf(id) ?? []),
    ignoreFailure: isTrue(task['ignore-failure']),
    ...defined({ buildspec }),
    ...environmentOf(task['env']),
  };
}

function environmentOf(raw: unknown): Pick<BatchBuild, 'environment' | 'variables'> {
  const env = mapOf(raw);
  const [computeType, image, type] = ['compute-type', 'image', 'type'].map((key) => textOf(env[key]));
  const privileged = env['privileged-mode'];
  return {
    environment: {
      ...defined({ computeType, image, type }),
      ...(privileged === undefined ? {} : { privilegedMode: isTrue(privileged) }),
    },
    variables: textsOf(env['variables']),
  };
}

/** Every combination of the dynamic values, the last one changing fastest. */
function matrix(raw: unknown): readonly BatchBuild[] {
  const { static: fixed, dynamic } = mapOf(raw);
  const { env, buildspec } = mapOf(dynamic);
  const { 'compute-type': computeTypes, image: images, variables } = mapOf(env);
  const axes: readonly (readonly ((build: BatchBuild) => BatchBuild)[])[] = [
    valuesOf(buildspec).map((value) => (build: BatchBuild) => ({ ...build, buildspec: value })),
    valuesOf(computeTypes).map(withEnvironment('computeType')),
    valuesOf(images).map(withEnvironment('image')),
    ...Object.entries(mapOf(variables)).map(([name, values]) =>
      valuesOf(values).map((value) => (build: BatchBuild) => ({
        ...build,
        variables: { ...build.variables, [name]: value },
      })),
    ),
  ];
  const base = taskOf({ ...mapOf(fixed), identifier: 'build' });
  const all = axes
    .filter((axis) => axis.length > 0)
    .reduce<readonly BatchBuild[]>(
      (sofar, axis) => sofar.flatMap((build) => axis.map((set) => set(build))),
      [base],
    );
  return numbered(all);
}

function withEnvironment(key: 'computeType' | 'image') {
  return (value: string) =>
    (build: BatchBuild): BatchBuild => ({ ...build, environment: { ...build.environment, [key]: value } });
}

function fanOut(raw: unknown): readonly BatchBuild[] {
  const { parallelism, ...rest } = mapOf(raw);
  const count = Math.min(Number(textOf(parallelism) ?? 0), maxBuilds + 1);
  const length = Number.isInteger(count) ? count : 0;
  return numbered(
    Array.from({ length }, (_, index) => ({ ...taskOf(rest), shard: { index, count: length } })),
  );
}

function numbered(builds: readonly BatchBuild[]): readonly BatchBuild[] {
  return builds.map((build, index) => ({ ...build, identifier: `build${index}` }));
}

/** CodeBuild user guide, "Quotas": builds in a batch. */
const maxBuilds = 100;

function wrongAbout(builds: readonly BatchBuild[]): string | undefined {
  if (builds.length === 0) return 'The batch has no build';
  if (builds.length > maxBuilds) return `The batch has more than ${maxBuilds} builds`;
  const ids = builds.map(({ identifier }) => identifier);
  const odd = ids.find((id) => !/^[A-Za-z0-9_]{1,128}$/.test(id));
  if (odd !== undefined) return `"${odd}" is no identifier: letters, digits and underscores`;
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `Two builds have the identifier "${twice}"`;
  for (const { identifier, dependsOn } of builds) {
    const unknown = dependsOn.find((id) => !ids.includes(id));
    if (unknown !== undefined)
      return `"${identifier}" depends on "${unknown}", which the batch does not have`;
  }
  const circle = findCircle(builds);
  return circle === undefined ? undefined : `These builds wait for each other: ${circle.join(', ')}`;
}

/** What remains when everything that can run one after the other has. */
function findCircle(builds: readonly BatchBuild[]): readonly string[] | undefined {
  let left = builds;
  for (;;) {
    const ids = new Set(left.map(({ identifier }) => identifier));
    const next = left.filter(({ dependsOn }) => dependsOn.some((id) => ids.has(id)));
    if (next.length === left.length) return left.length === 0 ? undefined : [...ids];
    left = next;
  }
}

export type BatchBuildStatus = 'PENDING' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'STOPPED';

export interface NextBuilds {
  readonly start: readonly string[];
  /** Never to be started: something that they wait for did not succeed, or the batch is to end. */
  readonly stop: readonly string[];
  /** Running ones that are to end. */
  readonly abort: readonly string[];
  /** Set when nothing runs and nothing will. */
  readonly end?: 'SUCCEEDED' | 'FAILED';
}

/** A dependency whose failure is ignored counts as done; another failure keeps what waits for it from ever starting. */
export function nextBuilds(
  { builds, fastFail }: BatchPlan,
  statusOf: (identifier: string) => BatchBuildStatus,
): NextBuilds {
  const byId = new Map(builds.map((build) => [build.identifier, build]));
  const failed = builds.filter(
    ({ identifier, ignoreFailure }) => hasFailed(statusOf(identifier)) && !ignoreFailure,
  );
  const pending = builds.filter(({ identifier }) => statusOf(identifier) === 'PENDING');
  const running = builds.filter(({ identifier }) => statusOf(identifier) === 'IN_PROGRESS');
  if (fastFail && failed.length > 0 && pending.length + running.length > 0)
    return { start: [], stop: idsOf(pending), abort: idsOf(running) };
  const isDone = (id: string) => {
    const status = statusOf(id);
    // One that never ran has not done what others wait for, whatever is said of its failure.
    const hasRun = status === 'FAILED' || status === 'TIMED_OUT';
    return status === 'SUCCEEDED' || (hasRun && byId.get(id)?.ignoreFailure === true);
  };
  const stop = pending.filter(({ dependsOn }) =>
    dependsOn.some((id) => hasFailed(statusOf(id)) && !isDone(id)),
  );
  const start = pending.filter(({ dependsOn }) => dependsOn.every(isDone));
  if (start.length + stop.length + running.length > 0)
    return { start: idsOf(start), stop: idsOf(stop), abort: [] };
  return { start: [], stop: idsOf(pending), abort: [], end: failed.length === 0 ? 'SUCCEEDED' : 'FAILED' };
}

function hasFailed(status: BatchBuildStatus): boolean {
  return status === 'FAILED' || status === 'TIMED_OUT' || status === 'STOPPED';
}

function idsOf(builds: readonly BatchBuild[]): readonly string[] {
  return builds.map(({ identifier }) => identifier);
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function valuesOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((each) => textOf(each) ?? []);
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapOf(value)).flatMap(([name, each]) => {
      const text = textOf(each);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

function isTrue(value: unknown): boolean {
  return /^(true|yes|on)$/i.test(textOf(value) ?? '');
}
