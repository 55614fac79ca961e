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
import { placeOfText } from '../language/place-of.ts';
import { matches } from '../matrix.ts';
import { expressionsIn, type WorkflowRule } from './rule.ts';

interface Said {
  readonly code: ProblemCode;
  readonly message: string;
  readonly remedy: string;
  /** How it is written. */
  readonly text: string;
}

export const writtenValues: WorkflowRule = ({ env, jobs }, file) => {
  const found = (said: readonly Said[], at?: WrittenAt): readonly Problem[] =>
    said.map(({ text, ...each }) =>
      problem({ ...each, severity: 'warning', at: placeOfText(file, text, at) }),
    );
  return [
    ...found(wrongNames(env)),
    ...jobs.flatMap((job) => [
      ...found([...wrongNames(job.env), ...writtenPasswords(job), ...matrixFaults(job)], job),
      ...job.steps.flatMap((step) => found(wrongNames(step.env), step)),
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
      text: name,
    }));
}

function writtenPasswords({ container, services }: WorkflowJob): readonly Said[] {
  const ofServices = services !== undefined && isMapping(services) ? services.entries : [];
  return [['container', container] as const, ...ofServices].flatMap(([name, value]) => {
    const password = valueAt(valueAt(value, 'credentials'), 'password');
    if (typeof password !== 'string') return [];
    return [
      {
        code: 'WorkflowCredentialWritten' as const,
        message: `The password of "${isNamed(name)}" is written into the workflow`,
        remedy: 'Store it as a secret, and write ${{ secrets.NAME }}.',
        text: `password: ${password}`,
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
  const said = (message: string, remedy: string): Said => ({
    code: 'WorkflowMatrixWrong',
    message,
    remedy,
    text: 'matrix:',
  });
  const twice = [...vectors].flatMap(([key, values]) => {
    const texts = values.filter((value) => !isExpression(value)).map((value) => JSON.stringify(value));
    return texts
      .filter((text, at) => texts.indexOf(text) !== at)
      .map((text) =>
        said(`"${key}" of the matrix has ${text} twice`, 'Leave one out: each combination would run twice.'),
      );
  });
  const exclude = valueAt(matrix, 'exclude');
  const excluded = Array.isArray(exclude) ? exclude.filter((entry: Value) => isMapping(entry)) : [];
  return [
    ...twice,
    ...excluded.flatMap((entry) => entry.entries.flatMap((each) => excludedFaults(each, vectors, said))),
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
  said: (message: string, remedy: string) => Said,
): readonly Said[] {
  const values = vectors.get(isNamed(key));
  if (values === undefined)
    return vectors.size === 0
      ? []
      : [
          said(
            `The matrix excludes by "${isNamed(key)}", which is no key of it`,
            `It has: ${[...vectors.keys()].join(', ')}`,
          ),
        ];
  const [excluded, ...all] = [value, ...values].map(plainOf);
  if (excluded === undefined || all.includes(undefined)) return [];
  if (all.some((each) => matches(excluded.value, each?.value))) return [];
  return [
    said(
      `The matrix excludes ${JSON.stringify(excluded.value)} of "${isNamed(key)}", which it has not`,
      `It has: ${all.map((each) => JSON.stringify(each?.value)).join(', ')}`,
    ),
  ];
}
