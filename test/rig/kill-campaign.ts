// SIGKILL at random moments of a pipeline with everything in it; after each the machine is looked at, and the same command
// is given again. What is found wrong is reported in words.
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  application,
  buildAction,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from './definitions.ts';
import { makeProject, type Finished, type Project, type Running } from './project.ts';

export interface Campaign {
  /** Of `run`; each fourth one is of `up`. */
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (text: string) => void;
}

/** Everything that was wrong, one line each; empty after a campaign in which nothing was lost, doubled or left. */
export async function runCampaign({
  kills,
  seed,
  onKill = () => undefined,
}: Campaign): Promise<readonly string[]> {
  await using app = makeProject();
  writeProject(app);
  using _temporary = ownTemporaryFolder(app);
  const random = randomNumbers(seed);
  const wrong: string[] = [];
  for (let count = 1; count <= kills; count += 1) {
    const serves = count % 4 === 0;
    const moment = { lines: random(serves ? 12 : 70), ms: random(60) };
    const killed = await killAt(app, serves ? serverCall : runCall, moment);
    const found = await leftAfterKill(app);
    onKill(
      `${count}/${kills}: ${serves ? 'up' : 'run'} ${killed} after ${moment.lines} lines; ${found.join('; ') || 'nothing left'}`,
    );
    wrong.push(...found.map((each) => `kill ${count}: ${each}`));
    if (count % 10 === 0)
      wrong.push(...(await wrongWithNext(app)).map((each) => `after kill ${count}: ${each}`));
  }
  wrong.push(...(await wrongWithNext(app)));
  return wrong;
}

/** What commands of now on leave in the folder for temporary files is theirs alone. */
function ownTemporaryFolder(app: Project): Disposable {
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = temporaryFolder(app);
  mkdirSync(temporaryFolder(app));
  return {
    [Symbol.dispose]: () => {
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    },
  };
}

function temporaryFolder(app: Project): string {
  return join(app.folder, 'tmp');
}

export function randomSeed(): number {
  return randomInt(2 ** 31);
}

const runCall = ['run', '.', '--exit', '--json'] as const;
const serverCall = ['up', '.', '--port', '0', '--json'] as const;

function writeProject(app: Project): void {
  const build = { name: 'Build', actions: [buildAction('compile', 'Package'), buildAction('docs')] };
  app.write(
    'pipeline.json',
    pipeline([sourceStage, build, { name: 'Deploy', actions: [deployAction('Package')] }]),
  );
  app.write('application.json', application);
  app.write('group.json', deploymentGroup());
  app.write('fleet.json', fleet(2, { isolation: 'process' }));
  app.write('app.txt', 'one');
  app.write('junit.xml', '<testsuite name="s"><testcase name="works" classname="c" time="0.1"/></testsuite>');
  app.write(
    'hook.sh',
    `#!/bin/sh\necho "$DEPLOYMENT_ID $LIFECYCLE_EVENT" >> '${join(app.folder, '.slipway', 'effects')}'\n`,
    0o755,
  );
  app.write(
    'appspec.yml',
    'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /srv/app\nhooks:\n  AfterInstall:\n    - location: hook.sh\n  ApplicationStart:\n    - location: hook.sh\n',
  );
  const spec = (more: object) => ({
    phases: {
      install: { commands: ['mkdir -p deps'] },
      build: { commands: ['echo $RANDOM >> deps/seen', 'sleep 0.1'] },
    },
    cache: { paths: ['deps/**/*'] },
    ...more,
  });
  const compile = spec({
    reports: { unit: { files: ['junit.xml'] } },
    artifacts: { files: ['appspec.yml', 'hook.sh', 'app.txt'] },
  });
  app.write('compile.json', {
    ...project('compile', compile),
    cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] },
  });
  app.write('docs.json', {
    ...project('docs', spec({})),
    cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] },
  });
}

/** Mulberry32: the same moments for the same seed. Whole numbers below the limit. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function killAt(
  app: Project,
  call: readonly string[],
  { lines, ms }: { readonly lines: number; readonly ms: number },
): Promise<'killed' | 'had ended'> {
  const running = app.start(...call);
  // A server that has nothing to resume prints no more.
  await Promise.race([afterLines(running, lines), delay(idleMs)]);
  await delay(ms);
  running.kill('SIGKILL');
  return (await running.ended).status === null ? 'killed' : 'had ended';
}

const idleMs = 4000;

/** A command that ends before has no such line. */
async function afterLines(running: Running, count: number): Promise<void> {
  let seen = 0;
  await running.line(() => (seen += 1) > count).catch(() => undefined);
}

const leavesWithinMs = 15_000;

/** Processes and mounts of what was killed, when they have had time to notice. Targets are meant to stay. */
async function leftAfterKill(app: Project): Promise<readonly string[]> {
  const until = Date.now() + leavesWithinMs;
  for (;;) {
    const left = [...leftProcesses(app), ...leftMounts(app)];
    if (left.length === 0 || Date.now() > until) return left;
    await delay(50);
  }
}

function leftProcesses(app: Project): readonly string[] {
  const marks = new Set(storedEvents(app).flatMap(({ actionExecutionId }) => actionExecutionId ?? []));
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const [command, environment, cwd] = [
        textOf(pid, 'cmdline'),
        textOf(pid, 'environ'),
        linkOf(pid, 'cwd'),
      ];
      const mark = /(?:^|\0)SLIPWAY_MARK=([^\0]*)/.exec(environment)?.[1] ?? '';
      const all = `${command}\0${environment}\0${cwd}`;
      const isTarget = all.includes(join(app.folder, '.slipway', 'targets'));
      const isOurs = marks.has(mark) || command.includes(app.folder) || cwd.startsWith(app.folder);
      return isOurs && !isTarget
        ? [`process ${pid} is left: ${command.replaceAll('\0', ' ').slice(0, 200)}`]
        : [];
    });
}

function textOf(pid: string, file: string): string {
  try {
    return readFileSync(join('/proc', pid, file), 'utf8');
  } catch {
    return '';
  }
}

function linkOf(pid: string, file: string): string {
  try {
    return readlinkSync(join('/proc', pid, file));
  } catch {
    return '';
  }
}

function leftMounts(app: Project): readonly string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return mounts.filter((line) => line.includes(app.folder)).map((line) => `a mount is left: ${line}`);
}

interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly executionId?: string;
  readonly actionName?: string;
  readonly actionExecutionId?: string;
  readonly status?: string;
  readonly progress?: { readonly kind: string; readonly deploymentId?: string; readonly creator?: string };
}

function storedEvents(app: Project): readonly StoredEvent[] {
  const file = join(app.folder, '.slipway', 'slipway.db');
  if (!existsSync(file)) return [];
  using database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  const isMade = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get() !== undefined;
  if (!isMade) return [];
  return database
    .prepare('SELECT seq, event FROM events ORDER BY seq')
    .all()
    .map((row) => ({ ...(JSON.parse(String(row['event'])) as StoredEvent), seq: Number(row['seq']) }));
}

/** The same command once more, to its end: it carries on, and then all is there once. */
async function wrongWithNext(app: Project): Promise<readonly string[]> {
  const ran = await app.run(...runCall);
  return [
    ...(ran.status === 0 ? [] : [`run ended with ${ran.status ?? 'a signal'}: ${lastOf(ran)}`]),
    ...wrongEvents(storedEvents(app)),
    ...leftFolders(app),
    ...(await wrongInChecks(app)),
  ];
}

function lastOf({ stdout, stderr }: Finished): string {
  return `${stderr.slice(-500)} ${stdout.slice(-500)}`;
}

/** Each execution has ended well, each of its actions has succeeded once, with one deployment. */
function wrongEvents(events: readonly StoredEvent[]): readonly string[] {
  const wrong = events.flatMap(({ seq }, index) =>
    seq === index + 1 ? [] : [`event ${index + 1} has the number ${seq}`],
  );
  const started = events.filter(({ type }) => type === 'ExecutionStarted');
  for (const { executionId = '' } of started) {
    const own = events.filter((event) => event.executionId === executionId);
    const ends = own.filter(({ type }) => type === 'ExecutionEnded').map(({ status }) => status);
    if (ends.join() !== 'Succeeded') wrong.push(`execution ${executionId} ended as [${ends.join()}]`);
    for (const action of ['Checkout', 'compile', 'docs', 'Deploy']) {
      const successes = own.filter(
        ({ type, actionName }) => type === 'ActionSucceeded' && actionName === action,
      );
      if (successes.length !== 1)
        wrong.push(`${action} of ${executionId} succeeded ${successes.length} times`);
    }
    const deployments = new Set(
      own.flatMap(({ progress }) => (progress?.kind === 'Deployment' ? [progress.deploymentId] : [])),
    );
    if (deployments.size !== 1) wrong.push(`execution ${executionId} has ${deployments.size} deployments`);
  }
  return wrong;
}

function leftFolders(app: Project): readonly string[] {
  const work = join(app.folder, '.slipway', 'work');
  const checkouts = join(app.folder, '.slipway', 'artifacts', 'checkouts');
  const builds = join(temporaryFolder(app), `slipway-builds-${process.getuid?.() ?? 0}`);
  const drafts = existsSync(checkouts) ? readdirSync(checkouts).filter((name) => name.endsWith('.tmp')) : [];
  return [
    ...(existsSync(work)
      ? [`work is left, with ${readdirSync(work, { recursive: true }).join(', ').slice(0, 300)}`]
      : []),
    ...(existsSync(builds) ? readdirSync(builds) : []).map((name) => `a workspace is left: ${name}`),
    ...readdirSync(temporaryFolder(app))
      .filter((name) => !meantToStay.test(name))
      .map((name) => `a temporary folder is left: ${name}`),
    ...drafts.map((name) => `a draft is left: ${name}`),
  ];
}

/** Sockets of what is deployed, what is compiled, and what was found out about the machine. */
const meantToStay = /^(slipway-\d+|slipway-builds-\d+|slipway-support-\d+|node-compile-cache)$/;

async function wrongInChecks(app: Project): Promise<readonly string[]> {
  const { stdout } = await app.run('doctor', '--json');
  const { checks } = JSON.parse(stdout) as {
    readonly checks: readonly { readonly state: string; readonly detail: string }[];
  };
  const broken = checks.filter(({ state }) => state === 'broken').map(({ detail }) => `doctor: ${detail}`);
  const exported = await app.run('artifacts', 'show', 'Package', '--json');
  const listed = exported.status === 0 ? [] : [`the artifact cannot be read: ${exported.stderr}`];
  return [...broken, ...listed];
}
