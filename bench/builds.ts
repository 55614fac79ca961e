// Builds under measure: repositories as users have them, next to the program that a user would pick instead.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { slipway } from './slipway.ts';
import { measure, report, timeCommand, type Measurement } from './measure.ts';
import { installAct, installGitlabCiLocal, installTurbo, timePeer, type Peer } from './peers.ts';
import { writeBuildspec, writeRepository, writeWorkspace } from './projects.ts';

const runs = 5;
const longRuns = 3;

const run = (folder: string, ...more: readonly string[]) =>
  timeCommand(process.execPath, [slipway, 'run', '.', '--source', '.', '--exit', ...more], folder);

/** Installs the peers first, so that nothing is measured while they are built. */
export async function builds(folder: string): Promise<void> {
  const peers = join(folder, 'peers');
  await mkdir(peers);
  const gitlab = await installGitlabCiLocal(peers);
  const act = await installAct(peers);
  const turbo = await installTurbo(peers);
  await manyBuilds(folder, gitlab, act);
  await manyCommands(folder);
  await largeSource(folder);
  await unchanged(folder, turbo);
}

interface Ours extends Measurement {
  readonly folder: string;
}

/** A new repository and the time of its builds. */
async function ourBuilds(folder: string, of: { count: number; files: number; runs: number }): Promise<Ours> {
  const repository = join(folder, `builds-${of.count}-of-${of.files}`);
  await writeRepository(repository, of.files, of.count);
  const name = `${of.count} trivial ${of.count === 1 ? 'build' : 'builds'}, a source of ${many(of.files, 'file')}`;
  return { ...(await measure(name, of.runs, () => run(repository))), folder: repository };
}

function many(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Jobs of gitlab-ci-local share one folder unless it isolates them; then each has a copy, as each build here. */
async function manyBuilds(folder: string, gitlab: Peer, act: Peer): Promise<void> {
  const shell = ['--shell-executor-no-image', '--concurrency', '100'];
  const isolated = { ...gitlab, name: `${gitlab.name}, isolated` };
  const one = await ourBuilds(folder, { count: 1, files: 1, runs });
  report(one, await timePeer(gitlab, runs, (start) => start(shell, one.folder)));
  const small = await ourBuilds(folder, { count: 100, files: 1, runs });
  report(small, await timePeer(gitlab, runs, (start) => start(shell, small.folder)));
  report(small, await timePeer(act, longRuns, (start) => start(['push'], small.folder)));
  const larger = await ourBuilds(folder, { count: 100, files: 101, runs });
  report(larger, await timePeer(gitlab, runs, (start) => start(shell, larger.folder)));
  const copying = [...shell, '--shell-isolation'];
  report(larger, await timePeer(isolated, longRuns, (start) => start(copying, larger.folder)));
  const twenty = await ourBuilds(folder, { count: 20, files: 2000, runs: longRuns });
  report(twenty, await timePeer(act, longRuns, (start) => start(['push'], twenty.folder)));
}

/** A command is a process of its own in a build; the baseline starts as many. */
async function manyCommands(folder: string): Promise<void> {
  const project = join(folder, 'many-commands');
  await writeBuildspec(
    project,
    Array.from({ length: 500 }, () => 'true'),
  );
  const script = 'for i in $(seq 500); do sh -c true; done';
  const shells = await measure('bash: 500 × `sh -c true`', runs, () =>
    timeCommand('bash', ['-c', script], folder),
  );
  const build = () => timeCommand(process.execPath, [slipway, 'run', 'buildspec.yml'], project);
  report(await measure('a build of 500 commands `true`', runs, build), shells);
}

/** The first time the source is saved; later it is compared with what was saved. Memory must not grow with the source. */
async function largeSource(folder: string): Promise<void> {
  const small = join(folder, 'one-file');
  const large = join(folder, 'large');
  await writeRepository(small, 1, 1);
  await writeRepository(large, 100_000, 1);
  const copy = async () => {
    const took = await timeCommand('cp', ['-r', large, `${large}-copy`], folder);
    await rm(`${large}-copy`, { recursive: true });
    return took;
  };
  const first = async () => {
    await rm(join(large, '.slipway'), { recursive: true, force: true });
    return run(large);
  };
  const plain = await measure('`cp -r`', longRuns, copy);
  const name = 'a build, a source of 100,000 files';
  report(await measure(`${name}, the first time`, longRuns, first), plain);
  const again = await measure(`${name}, again`, longRuns, () => run(large));
  report(again, plain);
  await reportMemory(small, large);
}

/** The largest process of a first run, by GNU time. */
async function reportMemory(small: string, large: string): Promise<void> {
  const peak = async (folder: string) => {
    await rm(join(folder, '.slipway'), { recursive: true, force: true });
    const file = join(folder, '.git', 'peak');
    const args = ['-f', '%M', '-o', file, process.execPath, slipway, 'run', '.', '--source', '.', '--exit'];
    await timeCommand('/usr/bin/time', args, folder);
    return Number(await readFile(file, 'utf8')) / 1024;
  };
  if (!existsSync('/usr/bin/time'))
    return console.error('Memory is not measured: /usr/bin/time is not installed');
  const [few, many] = [await peak(small), await peak(large)];
  const ratio = (many / few).toFixed(2);
  console.log(
    `| peak memory, a source of 100,000 files | ${Math.round(many)} MB | a source of 1 file | ${Math.round(few)} MB | ${ratio} | ${Math.round(many - few)} MB |`,
  );
}

/** Nothing has changed since the run before; both give the outputs of then. */
async function unchanged(folder: string, turbo: Peer): Promise<void> {
  const workspace = join(folder, 'workspace');
  await writeWorkspace(workspace, 20);
  const ours = await measure('an unchanged run of 20 projects with `--reuse`', runs, () =>
    run(workspace, '--reuse'),
  );
  report(ours, await timePeer(turbo, runs, (start) => start(['run', 'build'], workspace)));
}
