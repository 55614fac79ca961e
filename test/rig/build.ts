// One CodeBuild action, run for real: sources in a real store, real shells, the log as it is on disk.
import { chmod, mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeTree } from '../../src/lib/remove-tree.ts';
import { runCodeBuild } from '../../src/actions/build/run-codebuild.ts';
import type { ActionContext, ActionResult, RunOptions } from '../../src/actions/provider.ts';
import type { BuildProject } from '../../src/model/build.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import type { ArtifactReference, Progress } from '../../src/model/progress.ts';
import { openActionLog } from '../../src/runtime/action-log.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { inAccount, observedIn } from './in-account.ts';
import { definition as emptyDefinition } from './empty-definition.ts';

/** Text is the buildspec of the project; an object is one too, as JSON. */
export interface BuildCall {
  readonly buildspec?: string | object;
  /** Files of the primary source; `-> target` makes a symlink. */
  readonly source?: Readonly<Record<string, string>>;
  /** Further inputs by name. */
  readonly others?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly inputs?: readonly ArtifactReference[];
  readonly configuration?: Readonly<Record<string, string>>;
  readonly outputs?: readonly string[];
  readonly project?: Partial<BuildProject>;
  readonly options?: Partial<RunOptions>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onLog?: (text: string) => void;
}

export interface Built {
  readonly result: ActionResult;
  readonly log: string;
  /** What the commands printed, without blank lines; as they wrote it, before redaction. */
  readonly output: readonly string[];
  readonly progress: readonly Progress[];
  /** `PHASE STATUS`, without the ones under way. */
  readonly phases: readonly string[];
  /** Carried by every process that the build started. */
  readonly mark: string;
}

interface Recording {
  readonly mark: string;
  readonly workFolder: string;
  readonly progress: Progress[];
  readonly written: string[];
}

export class BuildGround implements AsyncDisposable {
  readonly folder: string;
  readonly state: StateFolder;
  #builds = 0;

  static async open(): Promise<BuildGround> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'slipway-build-')));
    await chmod(folder, 0o755);
    return new BuildGround(folder, await openState(join(folder, 'state'), { owner: true }));
  }

  private constructor(folder: string, state: StateFolder) {
    this.folder = folder;
    this.state = state;
  }

  async build(call: BuildCall): Promise<Built> {
    this.#builds += 1;
    const mark = `build-${process.pid}-${this.folder.slice(-6)}-${this.#builds}`;
    const progress: Progress[] = [];
    const written: string[] = [];
    const workFolder = await this.state.folder('work', 'execution', mark);
    const result = await this.#run(call, { mark, workFolder, progress, written });
    const log = await readFile(this.state.logs.path('execution', mark), 'utf8');
    return {
      result,
      log,
      output: written
        .join('')
        .split('\n')
        .filter((line) => line !== ''),
      progress,
      phases: progress.flatMap((each) =>
        each.kind === 'Phase' && each.phaseStatus !== 'IN_PROGRESS'
          ? [`${each.phaseType} ${each.phaseStatus}`]
          : [],
      ),
      mark,
    };
  }

  /** Takes files into the store, as a source action does. */
  async artifact(name: string, files: Readonly<Record<string, string>>): Promise<ArtifactReference> {
    this.#builds += 1;
    const folder = join(this.folder, `input-${this.#builds}`);
    for (const [path, text] of Object.entries(files)) await writeEntry(join(folder, path), text);
    await mkdir(folder, { recursive: true });
    return { name, ...(await this.state.artifacts.save(folder)), revisionId: '0123456789abcdef' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.state[Symbol.asyncDispose]();
    if (process.env['KEEP'] === '1') console.log(`kept ${this.folder}`);
    else await removeTree(this.folder);
  }

  async #run(call: BuildCall, { mark, workFolder, progress, written }: Recording): Promise<ActionResult> {
    await using opened = openActionLog(await this.state.logs.open('execution', mark));
    const { log } = opened;
    const context: ActionContext<RunOptions> = {
      pipelineName: 'app',
      executionId: 'execution',
      stageName: 'Build',
      actionExecutionId: mark,
      attempt: 1,
      declaration: declarationOf(call),
      configuration: { ProjectName: 'app', ...call.configuration },
      ...inAccount(definitionOf(call), this.folder, declarationOf(call)),
      ...observedIn(definitionOf(call), this.state),
      inputArtifacts: await this.#inputs(call),
      workFolder,
      state: this.state,
      log: {
        ...log,
        write: (bytes) => {
          log.write(bytes);
          const text = Buffer.from(bytes).toString();
          written.push(text);
          call.onLog?.(text);
        },
      },
      signal: call.signal ?? new AbortController().signal,
      options: { sources: {}, strictRuntimes: false, keepWork: false, ...call.options },
      now: Date.now,
      step: async (_, work) => work(),
      report: (each) => {
        progress.push(each);
        call.onProgress?.(each);
      },
    };
    return await runCodeBuild(context);
  }

  async #inputs({ source, others, inputs }: BuildCall): Promise<readonly ArtifactReference[]> {
    if (inputs !== undefined) return inputs;
    const named = Object.entries(others ?? {}).map(async ([name, files]) => this.artifact(name, files));
    return [await this.artifact('SourceOutput', source ?? {}), ...(await Promise.all(named))];
  }
}

async function writeEntry(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const target = /^-> (.*)$/.exec(text)?.[1];
  if (target === undefined) await writeFile(path, text);
  else await symlink(target, path);
}

function declarationOf(call: BuildCall): ActionContext<RunOptions>['declaration'] {
  return {
    name: 'Build',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    outputArtifacts: (call.outputs ?? []).map((name) => ({ name })),
    region: 'eu-central-1',
  };
}

function definitionOf({ buildspec, project }: BuildCall): CheckedDefinition {
  const text = typeof buildspec === 'object' ? JSON.stringify(buildspec) : buildspec;
  const definition = {
    pipeline: {
      name: 'app',
      roleArn: 'arn:aws:iam::111122223333:role/pipeline',
      artifactStore: { type: 'S3', location: 'app-artifacts' },
      stages: [],
    },
    projects: [
      {
        name: 'app',
        source: { type: 'CODEPIPELINE', ...(text === undefined ? {} : { buildspec: text }) },
        artifacts: { type: 'CODEPIPELINE' },
        environment: {
          type: 'LINUX_CONTAINER',
          image: 'aws/codebuild/standard:7.0',
          computeType: 'BUILD_GENERAL1_SMALL',
        },
        serviceRole: 'arn:aws:iam::111122223333:role/build',
        ...project,
      },
    ],
  };
  return { ...emptyDefinition(), ...definition } as unknown as CheckedDefinition;
}

/** A buildspec 0.2 with the commands of these phases. */
export function spec(
  phases: Readonly<Record<string, readonly string[] | object>>,
  more: object = {},
): object {
  const entries = Object.entries(phases).map(([name, phase]) => [
    name,
    Array.isArray(phase) ? { commands: phase } : phase,
  ]);
  return { version: '0.2', phases: Object.fromEntries(entries), ...more };
}
