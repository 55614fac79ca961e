// A source action, run for real: real folders, real git repositories, a real store.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ActionContext, ActionProvider, ActionResult, RunOptions } from '../../src/actions/provider.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import type { Progress } from '../../src/model/progress.ts';
import { openActionLog } from '../../src/runtime/action-log.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { inAccount, observedIn } from './in-account.ts';
import { definition } from './empty-definition.ts';

export interface SourceCall {
  readonly provider: ActionProvider;
  readonly configuration: Readonly<Record<string, string>>;
  /** The definition's folder, below the ground. */
  readonly folder?: string;
  readonly sources?: Readonly<Record<string, string>>;
  readonly sourceRevision?: string;
  readonly signal?: AbortSignal;
}

export interface Sourced {
  readonly result: ActionResult;
  readonly notices: readonly string[];
  /** `path` to text; executable files end in `*`. Empty when the action failed. */
  readonly files: Readonly<Record<string, string>>;
  readonly log: string;
}

/** The moment of every commit that a test makes. */
const madeAt = '2026-03-04T05:06:07+02:00';

export class SourceGround implements AsyncDisposable {
  readonly folder: string;
  readonly state: StateFolder;
  #runs = 0;

  static async open(): Promise<SourceGround> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'slipway-source-')));
    return new SourceGround(folder, await openState(join(folder, 'state'), { owner: true }));
  }

  private constructor(folder: string, state: StateFolder) {
    this.folder = folder;
    this.state = state;
  }

  /** Writes files below the ground; `-> target` makes a symlink, `#!` an executable. */
  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      await mkdir(dirname(file), { recursive: true });
      const target = /^-> (.*)$/.exec(text)?.[1];
      if (target === undefined) await writeFile(file, text);
      else await symlink(target, file);
      if (text.startsWith('#!')) await chmod(file, 0o755);
    }
  }

  git(below: string, ...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: join(this.folder, below),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_AUTHOR_DATE: madeAt,
        GIT_COMMITTER_NAME: 'Bob',
        GIT_COMMITTER_EMAIL: 'bob@example.com',
        GIT_COMMITTER_DATE: madeAt,
      },
    }).trim();
  }

  /** A repository on branch `main` with one commit of these files. Gives the commit's id. */
  async repository(below: string, files: Readonly<Record<string, string>>): Promise<string> {
    await mkdir(join(this.folder, below), { recursive: true });
    this.git(below, 'init', '--quiet', '--initial-branch=main');
    return this.commit(below, files, 'First commit\n\nWith a body.');
  }

  async commit(below: string, files: Readonly<Record<string, string>>, message: string): Promise<string> {
    await this.write(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [join(below, path), text])),
    );
    this.git(below, 'add', '--all');
    this.git(below, 'commit', '--quiet', '--message', message);
    return this.git(below, 'rev-parse', 'HEAD');
  }

  async run(call: SourceCall): Promise<Sourced> {
    this.#runs += 1;
    const id = `source-${this.#runs}`;
    const progress: Progress[] = [];
    const result = await this.#run(call, id, progress);
    return {
      result,
      notices: progress.flatMap((each) => (each.kind === 'Notice' ? [each.message] : [])),
      files: result.status === 'Succeeded' ? await this.#files(result.outputArtifacts[0]?.digest ?? '') : {},
      log: await readFile(this.state.logs.path('execution', id), 'utf8'),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.state[Symbol.asyncDispose]();
    if (process.env['KEEP'] === '1') console.log(`kept ${this.folder}`);
    else await rm(this.folder, { recursive: true, force: true });
  }

  async #run(call: SourceCall, id: string, progress: Progress[]): Promise<ActionResult> {
    await using opened = openActionLog(await this.state.logs.open('execution', id));
    const { category, owner, provider } = call.provider;
    const context: ActionContext<RunOptions> = {
      pipelineName: 'app',
      executionId: 'execution',
      stageName: 'Source',
      actionExecutionId: id,
      attempt: 1,
      declaration: {
        name: 'Fetch',
        actionTypeId: { category, owner, provider, version: '1' },
        outputArtifacts: [{ name: 'SourceOutput' }],
      },
      configuration: call.configuration,
      ...inAccount(definition() as CheckedDefinition, join(this.folder, call.folder ?? '')),
      ...observedIn(definition() as CheckedDefinition, this.state),
      inputArtifacts: [],
      workFolder: await this.state.folder('work', 'execution', id),
      state: this.state,
      log: opened.log,
      signal: call.signal ?? new AbortController().signal,
      options: { sources: call.sources ?? {}, strictRuntimes: false, keepWork: false },
      now: () => Date.parse('2026-05-06T07:08:09.123Z'),
      step: async (_, work) => work(),
      report: (each) => void progress.push(each),
      ...(call.sourceRevision === undefined ? {} : { sourceRevision: call.sourceRevision }),
    };
    const run = await call.provider.runner?.load();
    if (run === undefined) throw new Error('this provider has nothing that runs');
    return await run(context);
  }

  async #files(digest: string): Promise<Readonly<Record<string, string>>> {
    const files: Record<string, string> = {};
    for (const { path, type, mode } of await this.state.artifacts.entries(digest)) {
      const bytes = await this.state.artifacts.readFile(digest, path);
      const mark = { 0o644: '', 0o755: '*' }[mode] ?? ` ${mode.toString(8)}`;
      files[type === 'file' ? `${path}${mark}` : `${path} (${type})`] = Buffer.from(bytes ?? []).toString();
    }
    return files;
  }
}
