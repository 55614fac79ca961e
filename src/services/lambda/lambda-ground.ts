// What Lambda has open of one state folder: its store, the code, the execution environments, the logs.
import { mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { LogGroups } from '../../state/log-groups/log-groups.ts';
import { privateFolder } from '../../state/private-files.ts';
import { endFunctionProcesses, functionMarkBegin } from '../../targets/endpoint/function-processes.ts';
import type { EnvironmentToOpen } from '../../targets/function/execution-environment.ts';
import { FunctionMetrics } from '../../targets/function/function-metrics.ts';
import { removeTmp } from '../../targets/function/remove-tmp.ts';
import { WarmPool } from '../../targets/function/warm-pool.ts';
import type { ServiceCall } from '../service.ts';
import { CodeStore } from './code-store.ts';
import { LambdaStore } from './lambda-store.ts';
import { LogLines } from './log-lines.ts';

export interface ReadyVersion {
  /** Processes are shared by the events of one key. */
  readonly key: string;
  readonly open: () => EnvironmentToOpen;
}

export interface Provided {
  /** Of the version that the qualifier meant then. */
  readonly key: string;
  readonly available: number;
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  readonly reason?: string;
}

interface Poller {
  readonly controller: AbortController;
  readonly over: Promise<void>;
  /** Of the mapping that it was started for. */
  readonly modifiedAt: number;
}

/** Credentials of a role last longer than an environment takes events. */
export const credentialsMs = 12 * 60 * 60_000;

export class LambdaGround implements AsyncDisposable {
  readonly folder: string;
  readonly store: LambdaStore;
  readonly code: CodeStore;
  readonly metrics: FunctionMetrics;
  readonly pool = new WarmPool({ maxAgeMs: credentialsMs / 2 });
  readonly logLines: LogLines;
  /** Versions whose code and runtime were found, by their owner and number. */
  readonly ready = new Map<string, { readonly revisionId: string; readonly version: ReadyVersion }>();
  /** Begins the marks of all processes of functions of this state folder. */
  readonly markBegin: string;
  /** For what functions write to their `/tmp`; of this process. */
  readonly tmp: string;
  /** What became of environments that are provided, by owner and qualifier. */
  readonly provided = new Map<string, Provided>();
  /** Events of a function that run now, by `ownerOf`. */
  readonly running = new Map<string, number>();
  /** Events that run now, until their logs are complete. */
  readonly underWay = new Set<Promise<unknown>>();
  /** Events for later that run now, by their ids. */
  readonly atWork = new Map<string, Promise<void>>();
  /** Event source mappings that poll their queue, by their ids. */
  readonly pollers = new Map<string, Poller>();
  /** What became of the newest batch of a mapping. */
  readonly mappingResults = new Map<string, string>();
  #isClosing = false;
  #timer: NodeJS.Timeout | undefined;
  /** Resolves when no process of a predecessor that was killed is left, as far as they can be ended. */
  readonly swept: Promise<void>;

  constructor(stateFolder: string) {
    this.folder = join(stateFolder, 'lambda');
    // The home folder of functions, whose name is LAMBDA_RUNTIME_DIR.
    mkdirSync(join(this.folder, 'runtime'), { recursive: true, mode: privateFolder });
    this.tmp = join(this.folder, 'tmp', newId());
    this.store = new LambdaStore(this.folder);
    this.metrics = new FunctionMetrics(this.folder);
    this.code = new CodeStore(join(this.folder, 'code'));
    this.logLines = new LogLines(new LogGroups(stateFolder));
    this.markBegin = functionMarkBegin(stateFolder);
    this.swept = endFunctionProcesses(stateFolder)
      .then(async () => this.#removeLeft())
      // What cannot be ended keeps no event waiting.
      .catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
  }

  /** What functions of a predecessor that was killed have written to their `/tmp`. */
  async #removeLeft(): Promise<void> {
    const parent = dirname(this.tmp);
    const left = (await readdir(parent).catch(() => [])).map((name) => join(parent, name));
    for (const path of left.filter((each) => each !== this.tmp)) await removeTmp(path);
  }

  readonly isClosing = (): boolean => this.#isClosing;

  /** @param at milliseconds since the epoch; Infinity for never. One that was set before is forgotten */
  readonly wake = (at: number, work: () => void): void => {
    clearTimeout(this.#timer);
    if (at === Infinity) return;
    this.#timer = setTimeout(work, Math.min(Math.max(at - Date.now(), 0), 3_600_000)).unref();
  };

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#timer);
    for (const { controller } of this.pollers.values()) controller.abort();
    await this.swept;
    await this.pool[Symbol.asyncDispose]();
    const polling = [...this.pollers.values()].map(({ over }) => over);
    await Promise.allSettled([...this.underWay, ...this.atWork.values(), ...polling]);
    this.store[Symbol.dispose]();
    this.metrics[Symbol.dispose]();
    this.logLines[Symbol.dispose]();
  }
}

export function lambdaOf({ ground }: Pick<ServiceCall, 'ground'>): LambdaGround {
  return ground.keep(openLambda);
}

function openLambda(stateFolder: string): LambdaGround {
  return new LambdaGround(stateFolder);
}
