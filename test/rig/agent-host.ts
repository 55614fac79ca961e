// A host with an agent and nothing else: a root folder, and deployments run through `runLifecycleEvent`.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installEvents, type ServerLifecycleEvent } from '../../src/model/deployment.ts';
import type {
  AgentEnvironment,
  LifecycleCommand,
  LifecycleResult,
} from '../../src/targets/agent/lifecycle-event.ts';
import { runLifecycleEvent } from '../../src/targets/agent/run-lifecycle-event.ts';
import { writeRevisionZip, type RevisionFiles } from './revision-zip.ts';

export interface Deployed {
  /** The first event that failed, if any. */
  readonly failedAt?: ServerLifecycleEvent;
  /** Of the last event that ran. */
  readonly result: LifecycleResult;
  readonly lines: readonly string[];
}

export class AgentHost implements AsyncDisposable {
  readonly folder: string;
  readonly environment: AgentEnvironment;

  static async open(): Promise<AgentHost> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'slipway-agent-')));
    const root = join(folder, 'root');
    await mkdir(root);
    return new AgentHost(folder, root);
  }

  private constructor(folder: string, root: string, environment?: AgentEnvironment) {
    this.folder = folder;
    this.environment = environment ?? {
      rootFolder: root,
      deploymentRoot: join(root, 'opt/codedeploy-agent/deployment-root'),
      env: { PATH: process.env['PATH'] ?? '', ROOT: root },
      cwd: root,
      mark: 'agent-host-test',
    };
  }

  /** The same host, as it is when its agent has another environment. */
  with(environment: AgentEnvironment): AgentHost {
    return new AgentHost(this.folder, environment.rootFolder, environment);
  }

  /** The real path of a path on the host. */
  at(path: string): string {
    return join(this.environment.rootFolder, path);
  }
  has(path: string): boolean {
    return existsSync(this.at(path));
  }
  read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }
  mode(path: string): string {
    return (statSync(this.at(path)).mode & 0o7777).toString(8);
  }
  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(this.at(path)), { recursive: true });
    await writeFile(this.at(path), text);
  }
  deploymentRoot(...parts: readonly string[]): string {
    return join(this.environment.deploymentRoot, ...parts);
  }

  /** Runs the events of an in-place deployment in order until one fails. */
  async deploy(
    deploymentId: string,
    files: RevisionFiles,
    options: {
      readonly events?: readonly ServerLifecycleEvent[];
      readonly command?: Partial<LifecycleCommand>;
    } = {},
  ): Promise<Deployed> {
    await this.bundle(deploymentId, files);
    const lines: string[] = [];
    let result: LifecycleResult | undefined;
    for (const event of options.events ?? installEvents) {
      result = await this.run(deploymentId, event, { lines, ...options.command });
      if (result.status === 'Failed') return { failedAt: event, result, lines };
    }
    if (result === undefined) throw new Error('No event to run');
    return { result, lines };
  }

  async bundle(deploymentId: string, files: RevisionFiles): Promise<string> {
    const file = join(this.folder, `${deploymentId}.zip`);
    await writeRevisionZip(file, files);
    return file;
  }

  async run(
    deploymentId: string,
    lifecycleEvent: ServerLifecycleEvent,
    {
      lines = [],
      signal = new AbortController().signal,
      ...command
    }: Partial<LifecycleCommand> & { readonly lines?: string[]; readonly signal?: AbortSignal } = {},
  ): Promise<LifecycleResult> {
    return runLifecycleEvent(
      this.environment,
      {
        lifecycleEvent,
        deploymentId,
        applicationName: 'shop',
        deploymentGroupName: 'Production',
        deploymentGroupId: 'group-1',
        deploymentCreator: 'user',
        deploymentType: 'IN_PLACE',
        fileExistsBehavior: 'DISALLOW',
        bundle: {
          file: join(this.folder, `${deploymentId}.zip`),
          bucket: 'artifacts',
          key: 'shop/app.zip',
          eTag: 'e1',
        },
        ...command,
      },
      { onLine: (text) => lines.push(text), signal },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** An appspec of the given sections below `version` and `os`. */
export function appSpec(sections: string): string {
  return `version: 0.0\nos: linux\n${sections}`;
}
