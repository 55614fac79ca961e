// Workflows of GitHub under measure, next to act and actionlint in the same run.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { measure, report, timeCommand } from './measure.ts';
import { installAct, installActionlint, timePeer, whateverIsFound, type Peer } from './peers.ts';
import { writeRepository, writeTrivialJobs } from './projects.ts';
import { slipway } from './slipway.ts';
import { writeWorkflows } from './workflow-corpus.ts';

const runs = 5;
const longRuns = 3;
const workflow = join('.github', 'workflows', 'bench.yml');

/** Installs the peers first, so that nothing is measured while they are built. */
export async function jobs(folder: string): Promise<void> {
  const peers = join(folder, 'job-peers');
  await mkdir(peers);
  const act = await installAct(peers);
  const actionlint = await installActionlint(peers);
  for (const count of [1, 20, 100]) await trivialJobs(folder, count, act);
  await checkouts(folder, act);
  await lint(folder, actionlint);
}

const run = (folder: string) => timeCommand(process.execPath, [slipway, 'run', workflow, '--exit'], folder);

async function trivialJobs(folder: string, count: number, act: Peer): Promise<void> {
  const repository = join(folder, `jobs-${count}`);
  await writeTrivialJobs(repository, count);
  const name = `a workflow of ${count} trivial ${count === 1 ? 'job' : 'jobs'}`;
  const ours = await measure(name, runs, () => run(repository));
  report(ours, await timePeer(act, longRuns, (start) => start(['push'], repository)));
}

async function checkouts(folder: string, act: Peer): Promise<void> {
  const repository = join(folder, 'jobs-of-2000');
  await writeRepository(repository, 2000, 20);
  const ours = await measure('20 jobs that check out 2,000 files', longRuns, () => run(repository));
  report(ours, await timePeer(act, longRuns, (start) => start(['push'], repository)));
}

/** One in ten of the workflows has a mistake. */
async function lint(folder: string, actionlint: Peer): Promise<void> {
  const repository = join(folder, 'workflows-1000');
  const paths = await writeWorkflows(repository, 1000);
  const words = [...whateverIsFound, process.execPath, slipway, 'lint', ...paths];
  const ours = await measure('lint of 1,000 workflows', longRuns, () => timeCommand('sh', words, repository));
  report(ours, await timePeer(actionlint, longRuns, (start) => start(paths, repository)));
}
