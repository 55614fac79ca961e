// From the text of an `action.yml` to what it says, with everything that is wrong with it.
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { isMapping, isSequence } from '@actions/workflow-parser/templates/tokens/type-guards';
import { defined } from '../../lib/defined.ts';
import type { Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { ActionInput, ActionRuns, WorkflowAction } from '../../model/workflow-action.ts';
import type { Value } from '../../model/workflow.ts';
import { parseDocument, toValue } from './parse.ts';
import { readStep, textOfToken } from './read-workflow.ts';

export function readAction(file: SourceFile): {
  /** Absent when it has an error. */
  readonly action?: WorkflowAction;
  readonly problems: readonly Problem[];
} {
  const { root, problems: invalid } = parseDocument('action', file);
  if (root === undefined || !isMapping(root)) return { problems: invalid };
  const problems: Problem[] = [];
  const name = valueOf(root, 'name');
  const action: WorkflowAction = {
    name: typeof name === 'string' ? name : file.path,
    inputs: entriesOf(root.find('inputs')).map(([each, token]) => inputOf(each, token)),
    outputs: entriesOf(root.find('outputs')).flatMap(([each, token]) => {
      const value = valueOf(token, 'value');
      return value === undefined ? [] : [[each, value] as const];
    }),
    runs: runsOf(root.find('runs'), { file, problems }),
  };
  return problems.length > 0 ? { problems } : { action, problems };
}

function inputOf(name: string, token: TemplateToken): ActionInput {
  return { name, ...defined({ default: valueOf(token, 'default') }) };
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
  if (using === 'composite') {
    const steps = token !== undefined && isMapping(token) ? token.find('steps') : undefined;
    const written = steps !== undefined && isSequence(steps) ? [...steps] : [];
    return { kind: 'composite', steps: written.map((step) => readStep(step, reading)) };
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

function entriesOf(token: TemplateToken | undefined): readonly (readonly [string, TemplateToken])[] {
  if (token === undefined || !isMapping(token)) return [];
  return [...token].map(({ key, value }) => [textOfToken(key), value] as const);
}

function valueOf(token: TemplateToken, key: string): Value | undefined {
  const value = isMapping(token) ? token.find(key) : undefined;
  return value === undefined ? undefined : toValue(value);
}
