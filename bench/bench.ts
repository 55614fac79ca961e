// `npm run bench`: what Slipway costs, each figure next to a plain baseline that is measured in the same run.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { slipway } from './slipway.ts';
import { readReport } from '../src/load/reports/read-report.ts';
import { openState } from '../src/state/open-state.ts';
import { account } from './account.ts';
import { stacks } from './stacks.ts';
import { builds } from './builds.ts';
import { jobs } from './jobs.ts';
import { measure, report, timeCommand } from './measure.ts';
import { eventDelays, fillHistory, requestMs, startServer } from './server.ts';
import { services } from './services.ts';
import { junitReport, writeLogFile, writePipeline, writeTree } from './projects.ts';

const runs = 5;
const megabyte = 1024 * 1024;

const node = (folder: string, ...args: readonly string[]) => timeCommand(process.execPath, args, folder);

async function startUp(folder: string): Promise<void> {
  const empty = await measure('`node -e 0`', runs, () => node(folder, '-e', '0'));
  report(await measure('`slipway --version`', runs, () => node(folder, slipway, '--version')), empty);
  await writePipeline(join(folder, 'status'), { command: 'true' });
  const project = join(folder, 'status');
  await node(project, slipway, 'run', '.', '--exit');
  report(await measure('`slipway status`', runs, () => node(project, slipway, 'status')), empty);
}

async function pipelines(folder: string): Promise<void> {
  for (const count of [1, 20, 100]) {
    const project = join(folder, `actions-${count}`);
    await writePipeline(project, { count, command: 'echo hello' });
    const script = `for i in $(seq ${count}); do sh -c 'echo hello' & done; wait`;
    const plain = await measure(`bash: ${count} × \`echo hello\``, runs, () =>
      timeCommand('bash', ['-c', script], folder),
    );
    const ours = await measure(`a pipeline of ${count} builds`, runs, () =>
      node(project, slipway, 'run', '.', '--exit'),
    );
    report(ours, plain);
  }
}

/** Years of executions must not slow the next one down. */
async function longHistory(folder: string): Promise<void> {
  const timed = async (what: string, project: string) => {
    await writePipeline(project, { command: 'true' });
    await node(project, slipway, 'run', '.', '--exit');
    return async () => measure(what, runs, () => node(project, slipway, 'run', '.', '--exit'));
  };
  const fresh = await timed('the same, no history', join(folder, 'no-history'));
  const old = join(folder, 'long-history');
  const after = await timed('a build after 10,000 executions', old);
  await fillHistory(old, 'bench-1', 10_000);
  report(await after(), await fresh());
}

/** How long 50 MB of JUnit XML take; what is asked for is one second. */
async function reports(): Promise<void> {
  const text = junitReport(50 * megabyte);
  const timed = (work: () => unknown) => async () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  };
  const bytes = Buffer.from(text);
  const plain = await measure(
    'decoding the same as UTF-8',
    3,
    timed(() => bytes.toString('utf8')),
  );
  const read = await measure(
    'reading 50 MB of JUnit XML',
    3,
    timed(() => readReport({ path: 'junit.xml', text }, 'JUNITXML')),
  );
  report(read, plain);
}

async function logs(folder: string): Promise<void> {
  const file = join(folder, 'big.log');
  await writeLogFile(file, 100 * megabyte);
  const quiet = join(folder, 'quiet');
  const loud = join(folder, 'loud');
  await writePipeline(quiet, { command: 'true' });
  await writePipeline(loud, { command: `cat ${file}` });
  const run = (project: string) => node(project, slipway, 'run', '.', '--exit', '--json');
  const plain = await measure('`cat` of 100 MB into a file', runs, () =>
    timeCommand('sh', ['-c', `cat ${file} > ${join(folder, 'copy.log')}`], folder),
  );
  const base = await measure('the same pipeline without output', runs, () => run(quiet));
  const all = await measure('100 MB of log lines', runs, () => run(loud));
  report(
    { ...all, name: '100 MB of log lines, beyond a silent build', medianMs: all.medianMs - base.medianMs },
    plain,
  );
}

async function handOver(folder: string): Promise<void> {
  const tree = join(folder, 'tree');
  await writeTree(tree, 10_000, 1024 * megabyte);
  await using state = await openState(join(folder, 'state'), { owner: true });
  let round = 0;
  const target = () => join(folder, `out-${(round += 1)}`);
  const timed = async (work: (to: string) => Promise<unknown>) => {
    const to = target();
    const startedAt = performance.now();
    await work(to);
    const took = performance.now() - startedAt;
    await rm(to, { recursive: true, force: true });
    return took;
  };
  const copy = (to: string) => timeCommand('cp', ['-r', tree, to], folder);
  const save = () => state.artifacts.save(tree);
  const first = { name: 'saving 10,000 files, 1 GB, the first time', medianMs: await timed(save), runs: 1 };
  const plain = await measure('`cp -r`', 3, () => timed(copy));
  report(first, plain);
  report(await measure('saving them again, unchanged', 3, () => timed(save)), plain);
  const { digest } = await save();
  report(
    await measure('giving them to the next action', 3, () =>
      timed((to) => state.artifacts.extract(digest, to)),
    ),
    plain,
  );
}

/** How soon an event reaches a page while a build prints, and whether lists stay flat as the history grows. */
async function server(folder: string): Promise<void> {
  const median = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const delay = async (name: string, command: string, executions: number) => {
    const project = join(folder, name);
    await writePipeline(project, { command });
    await using running = await startServer(project);
    return median(await eventDelays(running, 'bench-1', executions));
  };
  const printing = 'for i in $(seq 20); do seq 1000; sleep 0.1; done';
  const quiet = {
    name: 'the same, and it prints nothing',
    medianMs: await delay('quiet', 'sleep 2', 2),
    runs: 2,
  };
  const loud = {
    name: 'an event to a page, a build prints 10,000 lines a second',
    medianMs: await delay('loud', printing, 2),
    runs: 2,
  };
  report(loud, quiet);
  const together = async (executions: number) => {
    const project = join(folder, `together-${executions}`);
    await writePipeline(project, { command: 'echo hello', executionMode: 'PARALLEL' });
    await using running = await startServer(project);
    const startedAt = performance.now();
    await eventDelays(running, 'bench-1', executions);
    return performance.now() - startedAt;
  };
  report(
    { name: '50 executions at once, each of a source and a build', medianMs: await together(50), runs: 1 },
    { name: 'one of them', medianMs: await together(1), runs: 1 },
  );
  const lists: Record<string, number[]> = {};
  for (const count of [100, 100_000]) {
    const project = join(folder, `history-${count}`);
    await writePipeline(project, { command: 'true' });
    await node(project, slipway, 'run', '.', '--exit');
    await fillHistory(project, 'bench-1', count);
    await using running = await startServer(project);
    for (const path of ['/api/v1/pipelines', '/api/v1/pipelines/bench-1/executions?limit=50'])
      (lists[path] ??= []).push(await requestMs(running, path));
  }
  for (const [path, [few = 0, many = 0]] of Object.entries(lists))
    report(
      { name: `\`${path}\`, 100,000 executions`, medianMs: many, runs: 30 },
      { name: 'the same, 100 executions', medianMs: few, runs: 30 },
    );
}

// Not below /tmp, which builds have for themselves.
const folder = await mkdtemp('/var/tmp/slipway-bench-');
try {
  console.log(
    `Node ${process.version}, ${spawnSync('uname', ['-sm'], { encoding: 'utf8' }).stdout.trim()}\n`,
  );
  console.log('| What | Median | Baseline | Median | Ratio | Difference |\n|---|---|---|---|---|---|');
  const only = process.argv[2];
  for (const [name, part] of Object.entries({
    startUp,
    pipelines,
    longHistory,
    builds,
    jobs,
    reports,
    logs,
    handOver,
    server,
    services,
    account,
    stacks,
  }))
    if (only === undefined || only === name) await part(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
