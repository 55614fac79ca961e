// Values that are written where they should not be, or that no shell and no matrix takes.
import { isFailed } from '../../lib/result.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { ProblemCode } from '../../lib/problem-codes.ts';
import {
  isExpression,
  isMapping,
  valueAt,
  type Value,
  type WorkflowJob,
  type WrittenAt,
} from '../../model/workflow.ts';
import { resolveValue } from '../language/expressions.ts';
import { placeOfPath, type Written } from '../language/place-of-path.ts';
import { matches } from '../matrix.ts';
import { expressionsIn, type WorkflowRule } from './rule.ts';

/** With the path from what it is found in: the workflow, a job or a step. */
interface Said extends Written {
  readonly code: ProblemCode;
  readonly message: string;
  readonly remedy: string;
}

export const writtenValues: WorkflowRule = ({ env, jobs }, file) => {
  const found = (said: readonly Said[], base: Written['path'], step?: WrittenAt): readonly Problem[] =>
    said.map(({ path, isKey = false, ...each }) =>
      problem({
        ...each,
        severity: 'warning',
        at: placeOfPath(file, { path: [...base, ...path], isKey }, step),
      }),
    );
  return [
    ...found(wrongNames(env), []),
    ...jobs.flatMap((job) => [
      ...found([...wrongNames(job.env), ...writtenPasswords(job), ...matrixFaults(job)], ['jobs', job.id]),
      ...job.steps.flatMap((step) => found(wrongNames(step.env), [], step)),
    ]),
  ];
};

/** POSIX: a name has no "=", and no shell takes the others. */
function wrongNames(env: Value | undefined): readonly Said[] {
  if (env === undefined || !isMapping(env)) return [];
  return env.entries
    .flatMap(([name]) => (typeof name === 'string' && /[=&\s]/.test(name) ? [name] : []))
    .map((name) => ({
      code: 'WorkflowVariableName' as const,
      message: `"${name}" is no name of a variable`,
      remedy: 'Use letters, digits and "_".',
      path: ['env', name],
      isKey: true,
    }));
}

function writtenPasswords({ container, services }: WorkflowJob): readonly Said[] {
  const ofServices = services !== undefined && isMapping(services) ? services.entries : [];
  const all = [
    { name: 'container', value: container, path: ['container'] },
    ...ofServices.map(([key, value]) => ({ name: isNamed(key), value, path: ['services', isNamed(key)] })),
  ];
  return all.flatMap(({ name, value, path }) => {
    const password = valueAt(valueAt(value, 'credentials'), 'password');
    if (typeof password !== 'string') return [];
    return [
      {
        code: 'WorkflowCredentialWritten' as const,
        message: `The password of "${name}" is written into the workflow`,
        remedy: 'Store it as a secret, and write ${{ secrets.NAME }}.',
        path: [...path, 'credentials', 'password'],
      },
    ];
  });
}

function isNamed(name: WrittenName): string {
  return typeof name === 'string' ? name : name.expression;
}

type WrittenName = string | { readonly expression: string };

function matrixFaults({ strategy }: WorkflowJob): readonly Said[] {
  const matrix = valueAt(strategy, 'matrix');
  if (matrix === undefined || !isMapping(matrix)) return [];
  const vectors = new Map<string, readonly Value[]>();
  for (const [key, values] of matrix.entries)
    if (typeof key === 'string' && key !== 'include' && key !== 'exclude' && Array.isArray(values))
      vectors.set(key, values);
  const said = (message: string, remedy: string, written: Written): Said => ({
    code: 'WorkflowMatrixWrong',
    message,
    remedy,
    ...written,
    path: ['strategy', 'matrix', ...written.path],
  });
  const twice = [...vectors].flatMap(([key, values]) => {
    const texts = values.map((value) => (isExpression(value) ? undefined : JSON.stringify(value)));
    return texts.flatMap((text, at) => {
      if (text === undefined || texts.indexOf(text) === at) return [];
      const message = `"${key}" of the matrix has ${text} twice`;
      return [said(message, 'Leave one out: each combination would run twice.', { path: [key, at] })];
    });
  });
  const exclude = valueAt(matrix, 'exclude');
  const excluded = Array.isArray(exclude) ? exclude : [];
  return [
    ...twice,
    ...excluded.flatMap((entry: Value, at) =>
      entry === null || typeof entry !== 'object' || !isMapping(entry)
        ? []
        : entry.entries.flatMap((each) =>
            excludedFaults(each, vectors, (message, remedy, { path, isKey = false }) =>
              said(message, remedy, { path: ['exclude', at, ...path], isKey }),
            ),
          ),
    ),
  ];
}

/** Undefined for what only a run knows. */
function plainOf(value: Value): { readonly value: unknown } | undefined {
  if (expressionsIn(value).length > 0) return undefined;
  const resolved = resolveValue(value, { contexts: {} });
  return isFailed(resolved) ? undefined : resolved;
}

function excludedFaults(
  [key, value]: readonly [WrittenName, Value],
  vectors: ReadonlyMap<string, readonly Value[]>,
  said: (message: string, remedy: string, written: Written) => Said,
): readonly Said[] {
  const values = vectors.get(isNamed(key));
  if (values === undefined)
    return vectors.size === 0
      ? []
      : [
          said(
            `The matrix excludes by "${isNamed(key)}", which is no key of it`,
            `It has: ${[...vectors.keys()].join(', ')}`,
            { path: [isNamed(key)], isKey: true },
          ),
        ];
  const [excluded, ...all] = [value, ...values].map(plainOf);
  if (excluded === undefined || all.includes(undefined)) return [];
  if (all.some((each) => matches(excluded.value, each?.value))) return [];
  return [
    said(
      `The matrix excludes ${JSON.stringify(excluded.value)} of "${isNamed(key)}", which it has not`,
      `It has: ${all.map((each) => JSON.stringify(each?.value)).join(', ')}`,
      { path: [isNamed(key)] },
    ),
  ];
}
