// Everything that a CodeDeploy action has around it: a real state folder, an artifact, recorded steps and reports.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deployArtifact } from '../../src/actions/codedeploy/run-codedeploy.ts';
import type { ActionContext, ActionResult, RunOptions } from '../../src/actions/provider.ts';
import type { CheckedDefinition, Definition } from '../../src/model/definition.ts';
import { noParts } from '../../src/load/kinds/index.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { ArtifactReference, Progress } from '../../src/model/progress.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { inAccount, observedIn } from './in-account.ts';
import { ScriptedFleet } from './scripted-fleet.ts';

export class DeploymentGround implements AsyncDisposable {
  readonly fleet = new ScriptedFleet();
  readonly reports: Progress[] = [];
  readonly lines: string[] = [];
  readonly state: StateFolder;
  group: Partial<DeploymentGroup> = {};
  /** The fleet of the definition. */
  definedFleet: Partial<Fleet> = {};
  definition: Partial<Definition> = {};
  /** The files of a revision; names ending in `.sh` become executable. */
  tree: (version: string) => Readonly<Record<string, string>> = (version) => ({ version });
  readonly #folder: string;
  readonly #steps = new Map<string, Map<string, string>>();

  static async open(): Promise<DeploymentGround> {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-deploy-'));
    return new DeploymentGround(folder, await openState(join(folder, 'state'), { owner: true }));
  }

  private constructor(folder: string, state: StateFolder) {
    this.#folder = folder;
    this.state = state;
  }

  async artifact(version: string): Promise<ArtifactReference> {
    const folder = join(this.#folder, `tree-${version}`);
    for (const [path, text] of Object.entries(this.tree(version))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
    }
    const { digest, files, sizeBytes } = await this.state.artifacts.save(folder);
    return { name: 'BuildOutput', digest, files, sizeBytes };
  }

  /** Runs the action; called twice with the same id it resumes, with the steps that were recorded. */
  async deploy(
    version: string,
    run: { readonly id?: string; readonly signal?: AbortSignal } = {},
  ): Promise<ActionResult> {
    return deployArtifact(await this.context(version, run), this.fleet.open);
  }

  async context(
    version: string,
    {
      id = version,
      signal = new AbortController().signal,
    }: { readonly id?: string; readonly signal?: AbortSignal } = {},
  ): Promise<ActionContext<RunOptions>> {
    const artifact = await this.artifact(version);
    const workFolder = await this.state.folder('work', id);
    return {
      pipelineName: 'app',
      executionId: `execution-${id}`,
      stageName: 'Deploy',
      actionExecutionId: id,
      attempt: 1,
      declaration: {
        name: 'Deploy',
        actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CodeDeploy', version: '1' },
      },
      configuration: { ApplicationName: 'shop', DeploymentGroupName: 'Production' },
      ...inAccount(this.#definition() as CheckedDefinition, this.#folder),
      ...observedIn(this.#definition() as CheckedDefinition, this.state),
      inputArtifacts: [artifact],
      workFolder,
      state: this.state,
      log: {
        write: () => {},
        line: (text) => this.lines.push(text),
        redact: () => {},
        hidden: () => [],
        hide: (text: string) => text,
        tail: () => [],
      },
      signal,
      options: { sources: {}, strictRuntimes: false, keepWork: false },
      now: Date.now,
      step: async (name, work) => this.#step(id, name, work),
      report: (progress) => this.reports.push(progress),
    };
  }

  async #step<T>(id: string, name: string, work: () => Promise<T>): Promise<T> {
    const steps = this.#steps.get(id) ?? new Map<string, string>();
    this.#steps.set(id, steps);
    const recorded = steps.get(name);
    if (recorded !== undefined) return JSON.parse(recorded) as T;
    const value = await work();
    steps.set(name, JSON.stringify(value));
    return value;
  }

  #definition(): Definition {
    const instances = ['i-1', 'i-2', 'i-3'].map((instanceId) => ({
      instanceId,
      tags: { Stage: 'prod' },
      availabilityZone: 'a',
    }));
    return {
      ...noParts,
      pipeline: {
        name: 'app',
        roleArn: 'arn:aws:iam::111122223333:role/pipeline',
        artifactStore: { type: 'S3', location: 'app-artifacts' },
        stages: [],
      },
      applications: [{ applicationName: 'shop' }],
      deploymentGroups: [
        {
          applicationName: 'shop',
          deploymentGroupName: 'Production',
          serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
          ec2TagFilters: [{ Key: 'Stage', Value: 'prod', Type: 'KEY_AND_VALUE' }],
          ...this.group,
        },
      ],
      fleets: [{ name: 'web', isolation: 'process', instances, ...this.definedFleet }],
      ...this.definition,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.state[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true, force: true });
    if (this.fleet.complaints.length > 0)
      throw new Error(`The fleet complains: ${this.fleet.complaints.join('; ')}`);
  }
}
