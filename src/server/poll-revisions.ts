// Starts pipelines whose source has a new revision on this machine: an image that is pushed, an object that is deployed. Each
// source's provider says what its newest revision is.
import { setTimeout as pause } from 'node:timers/promises';
import type { NewestOf } from '../actions/provider.ts';
import { providers as registered, type Providers } from '../actions/registry.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { Driven } from '../runtime/contract.ts';
import type { Served } from './http/served.ts';

type Polled = Pick<Served, 'pipelines' | 'state' | 'log'>;

/** What is on this machine costs little to ask for, and AWS does not wait for a minute either. */
const longestPauseMs = 5000;

export interface RevisionPoll extends Disposable {
  /**
   * Begins. What is there now is known when this resolves, so that whatever comes later is new; a source that does not answer
   * is not waited for longer than for a pause. Call it once, when the pipelines are open.
   */
  readonly begin: () => Promise<void>;
}

/** @param everyMs between two questions at most */
export function pollRevisions(served: Polled, everyMs: number): RevisionPoll {
  const known = new Map<string, string>();
  const pauseMs = Math.min(everyMs, longestPauseMs);
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const poll = async (): Promise<void> => {
    try {
      await startNewRevisions(served, known);
    } catch (error) {
      served.log.warn({ error: String(error) }, 'polling of revisions');
    }
    if (!isOver) timer = setTimeout(() => void poll(), pauseMs);
  };
  return {
    begin: async () => {
      await Promise.race([poll(), pause(longestPauseMs, undefined, { ref: false })]);
    },
    [Symbol.dispose]: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** What is there when it is first asked for starts nothing. @param known what the last call has found */
export async function startNewRevisions(
  served: Polled,
  known: Map<string, string>,
  providers: Providers = registered,
): Promise<void> {
  const { pipelines } = served;
  for (const pipelineName of pipelines.names()) {
    const driven = pipelines.definitionOf(pipelineName);
    for (const declaration of driven?.definition.pipeline.stages.flatMap(({ actions }) => actions) ?? []) {
      const newestOf = await providers.find(declaration.actionTypeId)?.runner?.loadNewest?.();
      if (driven === undefined || newestOf === undefined) continue;
      await startIfNew(served, { pipelineName, driven, declaration, newestOf, known });
    }
  }
}

interface Source {
  readonly pipelineName: string;
  readonly driven: Driven;
  readonly declaration: ActionDeclaration;
  readonly newestOf: NewestOf;
  readonly known: Map<string, string>;
}

async function startIfNew({ pipelines, state }: Polled, source: Source): Promise<void> {
  const { pipelineName, driven, declaration, newestOf, known } = source;
  const newest = await newestOf({
    ...driven,
    declaration,
    configuration: declaration.configuration ?? {},
    targetsFolder: await state.folder('targets'),
  });
  if (newest === undefined) return;
  const key = `${pipelineName}\n${declaration.name}`;
  const before = known.get(key);
  known.set(key, newest === 'none' ? '' : newest.revisionId);
  if (newest === 'none' || before === undefined || before === newest.revisionId) return;
  await pipelines.request(pipelineName, {
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: { [declaration.name]: newest.revisionId },
    by: newest.by,
    triggerType: newest.triggerType,
  });
}
