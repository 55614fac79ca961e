// The down command: ends what is deployed from the state folder, or what one of its pipelines has deployed. Files stay,
// so the next deployment finds its addresses.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderProblem } from '../../state/check-folder.ts';
import { findOwner, isSilent } from '../../server/ask-owner.ts';
import { closeTargets } from '../../targets/close-targets.ts';
import { observeTargets } from '../../targets/observe-targets.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { PipelineOptions } from '../command.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import { notAnswering, ownFolder } from '../session/wait-for-owner.ts';
import { statePath } from '../state-path.ts';
import { deployedTargets, type DeployedTarget } from './deployed-by.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** Nothing to end is no mistake: the command promises only that afterwards nothing runs. */
export async function endTargets(options: PipelineOptions, terminal: Terminal): Promise<ExitStatus> {
  const path = statePath(options, terminal);
  const wrong = folderProblem(path);
  if (wrong !== undefined) throw new ProblemError([wrong]);
  const owner = await findOwner(path);
  if (isSilent(owner)) throw notAnswering(path, owner.pid);
  if (owner !== undefined) throw new ProblemError([stillDeploying(owner.pid)]);
  const { pipeline } = options;
  const { deployed, containers } = existsSync(join(path, 'slipway.db'))
    ? await removeLeft(path, { options, terminal })
    : { deployed: [], containers: 0 };
  const meant = pipeline === undefined ? deployed : deployed.filter((each) => isOnlyOf(each, pipeline));
  const { ended } = await closeTargets(
    join(path, 'targets'),
    pipeline === undefined
      ? {}
      : {
          isMeant: ({ kind, name }) =>
            meant.some(({ target }) => target.kind === kind && target.name === name),
        },
  );
  const left = deployed.filter((each) => pipeline !== undefined && isSharedBy(each, pipeline));
  if (options.json === true) {
    const shown = left.map(({ target, pipelines }) => ({ ...target, pipelines }));
    terminal.write(`${JSON.stringify({ ended, containers, left: shown })}\n`);
  } else terminal.write(endedText({ ended, of: pipelinesOf(meant), containers, left, pipeline }));
  return 0;
}

/** The owner removes the containers that killed builds have left. Gives what pipelines have deployed. */
async function removeLeft(
  path: string,
  { options, terminal }: { readonly options: PipelineOptions; readonly terminal: Terminal },
): Promise<{ readonly deployed: readonly DeployedTarget[]; readonly containers: number }> {
  let containers = 0;
  await using state = await ownFolder(path, terminal, (count) => (containers = count));
  namedPipeline(state, options);
  return { deployed: deployedTargets(state, await observeTargets(join(path, 'targets'))), containers };
}

function isOnlyOf({ pipelines }: DeployedTarget, name: string): boolean {
  return pipelines.length === 1 && pipelines[0] === name;
}

function isSharedBy({ pipelines }: DeployedTarget, name: string): boolean {
  return pipelines.length > 1 && pipelines.includes(name);
}

function pipelinesOf(targets: readonly DeployedTarget[]): readonly string[] {
  return [...new Set(targets.flatMap(({ pipelines }) => pipelines))].toSorted((a, b) => a.localeCompare(b));
}

interface Ended {
  readonly ended: number;
  readonly of: readonly string[];
  readonly containers: number;
  readonly left: readonly DeployedTarget[];
  readonly pipeline: string | undefined;
}

function endedText({ ended, of, containers, left, pipeline }: Ended): string {
  const whose = of.length === 0 ? '' : ` of ${of.join(', ')}`;
  const done = [
    ...(ended === 0 ? [] : [`Ended ${ended} ${ended === 1 ? 'process' : 'processes'}${whose}`]),
    ...(containers === 0
      ? []
      : [`Removed ${containers} ${containers === 1 ? 'container' : 'containers'} of builds`]),
  ];
  const nothing = pipeline === undefined ? 'Nothing was running' : `Nothing of ${pipeline} alone was running`;
  const others = left.map(({ target, pipelines }) => {
    const names = pipelines.filter((name) => name !== pipeline);
    return `${target.name} runs on, because ${names.join(' and ')} ${names.length === 1 ? 'deploys' : 'deploy'} to it as well`;
  });
  return [...(done.length === 0 ? [nothing] : done), ...others].map((line) => `${line}\n`).join('');
}

function stillDeploying(pid: number) {
  return problem({
    code: 'StateLocked',
    whose: 'call',
    message: `Process ${pid} uses this state folder and may be deploying`,
    remedy: 'End it first (Ctrl-C where it runs, or slipway stop)',
  });
}
