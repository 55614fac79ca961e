// The context of an action without a pipeline around it: a real state folder, and everything that the action reports.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionContext, ActionProvider, RunOptions } from '../../src/actions/provider.ts';
import type { CheckedDefinition, Definition } from '../../src/model/definition.ts';
import type { Progress } from '../../src/model/progress.ts';
import { openActionLog } from '../../src/runtime/action-log.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { definition } from './empty-definition.ts';
import { inAccount, observedIn } from './in-account.ts';
import { makeFolder } from './temporary-folder.ts';

export interface ActionGround extends AsyncDisposable {
  readonly state: StateFolder;
  readonly folder: string;
  readonly reported: readonly Progress[];
  /** Each with a work folder of its own; the steps of all are those of one action. */
  readonly contextOf: (
    provider: Pick<ActionProvider, 'category' | 'owner' | 'provider'>,
    more?: Partial<ActionContext<RunOptions>>,
    parts?: Partial<Definition>,
  ) => Promise<ActionContext<RunOptions>>;
}

/** The definition's folder has one file, so that it can be a source. */
export async function openActionGround(): Promise<ActionGround> {
  const stack = new AsyncDisposableStack();
  const { path: folder } = stack.use(await makeFolder());
  const state = stack.use(await openState(join(folder, 'state'), { owner: true }));
  const reported: Progress[] = [];
  const steps = new Map<string, unknown>();
  let attempt = 0;
  const contextOf: ActionGround['contextOf'] = async (
    { category, owner, provider },
    more = {},
    parts = {},
  ) => {
    attempt += 1;
    const opened = stack.use(openActionLog(await state.logs.open('execution', `action-${attempt}`)));
    const source = join(folder, 'source');
    await mkdir(source, { recursive: true });
    return {
      pipelineName: 'app',
      executionId: 'execution',
      stageName: 'Stage',
      actionExecutionId: 'action',
      attempt,
      declaration: { name: 'Act', actionTypeId: { category, owner, provider, version: '1' } },
      configuration: {},
      ...inAccount(definition(parts) as CheckedDefinition, source),
      ...observedIn(definition(parts) as CheckedDefinition, state),
      inputArtifacts: [],
      workFolder: await state.folder('work', 'execution', `action-${attempt}`),
      state,
      log: opened.log,
      signal: new AbortController().signal,
      options: { sources: {}, strictRuntimes: false, keepWork: false, isolation: 'none' },
      now: Date.now,
      step: async (name, work) => {
        if (!steps.has(name)) steps.set(name, await work());
        return steps.get(name) as Awaited<ReturnType<typeof work>>;
      },
      report: (progress) => void reported.push(progress),
      ...more,
    };
  };
  return { state, folder, reported, contextOf, [Symbol.asyncDispose]: async () => stack.disposeAsync() };
}
