// From the text of an `action.yml` to what it says, with everything that is wrong with it.
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { isMapping } from '@actions/workflow-parser/templates/tokens/type-guards';
import { defined } from '../../lib/defined.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { ActionInput, ActionRuns, WorkflowAction } from '../../model/workflow-action.ts';
import { parseDocument } from './parse.ts';
import { placeOf } from './place-of.ts';
import { readSteps } from './read-step.ts';
import { entriesOf, valueOf } from './tokens.ts';

export function readAction(file: SourceFile): {
  /** Absent when it has an error. */
  readonly action?: WorkflowAction;
  readonly problems: readonly Problem[];
} {
  const { root, problems: invalid } = parseDocument('action', file);
  if (root === undefined || !isMapping(root)) return { problems: invalid };
  const problems: Problem[] = [...invalid];
  const name = valueOf(root, 'name');
  const action: WorkflowAction = {
    name: typeof name === 'string' ? name : file.path,
    inputs: entriesOf(root.find('inputs')).map(([each, token]) => inputOf(each, token)),
    outputNames: entriesOf(root.find('outputs')).map(([each]) => each),
    outputs: entriesOf(root.find('outputs')).flatMap(([each, token]) => {
      const value = valueOf(token, 'value');
      return value === undefined ? [] : [[each, value] as const];
    }),
    runs: runsOf(root.find('runs'), { file, problems }),
  };
  return problems.length > 0 ? { problems } : { action, problems };
}

function inputOf(name: string, token: TemplateToken): ActionInput {
  const isRequired = ['true', true].includes(valueOf(token, 'required') as string | boolean);
  const said = valueOf(token, 'deprecationMessage');
  const deprecationMessage = typeof said === 'string' ? said : undefined;
  return {
    name,
    isRequired,
    ...defined({ default: valueOf(token, 'default'), deprecationMessage }),
  };
}

function runsOf(
  token: TemplateToken | undefined,
  reading: { readonly file: SourceFile; readonly problems: Problem[] },
): ActionRuns {
  const text = (key: string): string | undefined => {
    const value = token === undefined ? undefined : valueOf(token, key);
    return typeof value === 'string' ? value : undefined;
  };
  const using = (text('using') ?? '').toLowerCase();
  const wrong = wrongRuns(
    using,
    (key) => token !== undefined && isMapping(token) && token.find(key) !== undefined,
  );
  if (wrong !== undefined) reading.problems.push(invalidRuns(reading.file, token, wrong));
  if (using === 'composite') {
    const steps = token !== undefined && isMapping(token) ? token.find('steps') : undefined;
    return { kind: 'composite', steps: readSteps(steps, reading) };
  }
  if (using === 'docker')
    return {
      kind: 'docker',
      image: text('image') ?? '',
      preIf: text('pre-if') ?? 'always()',
      postIf: text('post-if') ?? 'always()',
      ...defined({
        args: token === undefined ? undefined : valueOf(token, 'args'),
        env: token === undefined ? undefined : valueOf(token, 'env'),
        entrypoint: text('entrypoint'),
        preEntrypoint: text('pre-entrypoint'),
        postEntrypoint: text('post-entrypoint'),
      }),
    };
  return {
    kind: 'node',
    using,
    main: text('main') ?? '',
    preIf: text('pre-if') ?? 'always()',
    postIf: text('post-if') ?? 'always()',
    ...defined({ pre: text('pre'), post: text('post') }),
  };
}

/** What a runner refuses before any of the action runs (actions/runner, ActionManifestManager.ConvertRuns). */
function wrongRuns(using: string, has: (key: string) => boolean): string | undefined {
  if (using === '') return '"runs" has no "using": composite, docker, node20 or node24';
  if (using === 'composite') return has('steps') ? undefined : 'A composite action needs "steps"';
  if (using === 'docker') return has('image') ? undefined : 'An action that is a container needs an "image"';
  if (!/^node(?:12|16|20|24)$/.test(using))
    return `"using: ${using}" is not supported: composite, docker, node20 or node24`;
  return has('main') ? undefined : 'An action for Node needs "main", its file';
}

function invalidRuns(file: SourceFile, token: TemplateToken | undefined, message: string): Problem {
  const { start, end } = token?.range ?? {};
  return problem({
    code: 'WorkflowInvalid',
    message,
    at: placeOf(file, start, end),
    aws: 'GitHub fails the job that uses the action.',
  });
}
