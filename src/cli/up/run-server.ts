// The up command: own the state, drive every pipeline, answer over HTTP, until the user ends it; then stop in order.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOptions } from '../../actions/provider.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { workflowFiles } from '../../load/load-workflow.ts';
import { watchSources } from '../../runtime/watch-sources.ts';
import { exposureWarning, wrongPublicHost } from '../../server/listen-address.ts';
import { openServer, type OpenServer } from '../../server/open-server.ts';
import { drivePipelines, type DriveOptions, type Pipelines } from '../../server/pipelines.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { missingValues } from '../run/require-values.ts';
import { foldersUpward } from '../find-upward.ts';
import {
  hasPipeline,
  readyDefinition,
  recordDefinition,
  recordedDefinition,
  recordedDefinitions,
  type ReadyDefinition,
} from '../session/definition-record.ts';
import { drivenBy, lastPushed, reloading } from '../session/reload-definition.ts';
import { openWhatCallsMade } from '../session/left-by-api.ts';
import { aborted, watchInterruption } from '../session/interruption.ts';
import { writeStall } from '../session/write-stall.ts';
import { ownFolder } from '../session/wait-for-owner.ts';
import type { RunCommandOptions } from '../run/run-command-options.ts';
import { readRunOptions } from '../run/run-options.ts';
import { requireEngine } from '../run/require-engine.ts';
import { statePath } from '../state-path.ts';
import { span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readVersion } from '../version.ts';
import { reportHappenings } from './report-happenings.ts';
import { writeText } from '../write-lines.ts';

export interface UpOptions extends Pick<
  RunCommandOptions,
  | 'json'
  | 'state'
  | 'source'
  | 'executor'
  | 'isolation'
  | 'iam'
  | 'maxBuilds'
  | 'minute'
  | 'reuse'
  | 'awsValues'
> {
  readonly port: string;
  readonly host: string;
  readonly publicHost?: readonly string[];
  /** Seconds. */
  readonly poll: string;
  readonly watch?: boolean;
}

export async function runServer(
  definitions: readonly string[],
  given: UpOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const port = readPort(given.port);
  const pollMs = readPoll(given.poll);
  const publicHosts = readPublicHosts(given.publicHost);
  const named = await readNamed(definitions, given, terminal);
  if (named === undefined) return 2;
  const path = statePath(given, terminal, named[0]?.ready.folder);
  await using state = await ownFolder(path, terminal);
  for (const { ready, options } of named) {
    const missing = await missingValues(ready, { state, options, cwd: terminal.cwd });
    if (missing !== undefined)
      terminal.writeError(`warning: ${missing.message}\n    help: ${missing.remedy ?? ''}\n`);
    recordDefinition(state.records, ready.definition.pipeline.name, { path: ready.path, options });
  }
  using interruption = watchInterruption();
  // Before the server, so that it still answers while the pipelines end what runs.
  const reload = reloading(state, terminal.cwd);
  await using pipelines = drivePipelines(state, reload, {
    ...pagesUrl(given),
    onStall: (pipelineName, because) => writeStall(terminal, because, pipelineName),
    onRefused: (pipelineName, by, because) => writeRefusal(terminal, { pipelineName, by, because }),
  });
  await using server = await openServer({
    state,
    pipelines,
    version: readVersion(),
    pollMs,
    listen: { host: given.host, port, publicHosts },
    logFile: terminal.isScreen && given.json !== true ? join(state.path, 'server.log') : undefined,
  });
  const showsEvents = terminal.isScreen && given.json !== true;
  using _shown = showsEvents ? reportHappenings({ pipelines, state, url: server.url }, terminal) : undefined;
  if (given.json === true) pipelines.subscribe((entry) => terminal.write(`${JSON.stringify(entry)}\n`));
  await openAll(pipelines, { state, named, terminal });
  await openWhatCallsMade(pipelines, {
    state,
    reload,
    onLeftOut: (name, because) => terminal.writeError(`"${name}" is left out: ${because}\n`),
  });
  await server.watchRevisions();
  using _watching = given.watch === true ? watchPipelines(pipelines) : undefined;
  reportAddresses(server, pipelines, terminal);
  const warning = exposureWarning(given.host, publicHosts);
  if (warning !== undefined) terminal.writeError(`warning: ${warning}\n`);
  await aborted(interruption.signal);
  if (showsEvents)
    writeText(
      terminal,
      `\nStopping: what runs is resumed by ${terminal.hints.again()}. What is deployed stays: ${terminal.hints.command(['down'])} ends it.\n`,
    );
  return 0;
}

/** For those who did not ask from a terminal of their own: a push, a schedule. */
function writeRefusal(
  { writeError, hints }: Terminal,
  refused: { readonly pipelineName: string; readonly by: string; readonly because: readonly Problem[] },
): void {
  const { pipelineName, by, because } = refused;
  const texts = because.map(({ message, remedy = '' }) => `${message} ${hints.complete(remedy)}`.trim());
  writeError(`error: ${pipelineName} was not started (${by}): ${texts.join('; ')}\n`);
}

/** A link to a name that only this machine knows would lead others nowhere. */
function pagesUrl({ publicHost = [], port }: UpOptions): Pick<DriveOptions, 'pagesUrl'> {
  const [host] = publicHost;
  return host === undefined || port === '0' ? {} : { pagesUrl: `http://${host}:${port}` };
}

const ofCall = { call: { variables: [], secondarySources: [] } };

interface Named {
  readonly ready: ReadyDefinition;
  readonly options: RunOptions;
}

/** Those that the call names; the folder it was called in counts when it holds a definition and none is named. */
async function readNamed(
  definitions: readonly string[],
  given: UpOptions,
  terminal: Terminal,
): Promise<readonly Named[] | undefined> {
  const isUnnamed = definitions.length === 0 && !(await isRecorded(given, terminal));
  const named: Named[] = [];
  for (const path of isUnnamed ? await pipelinesUpward(terminal.cwd) : definitions) {
    const build = { ...ofCall, hasOwnSource: given.source !== undefined };
    const ready = await readyDefinition(path, { terminal, json: given.json === true, build });
    if (ready === undefined) return undefined;
    if (ready.build !== undefined) throw new ProblemError([noPipeline(path)]);
    const caller = { ...terminal, secondaryPlaces: {}, folder: ready.folder };
    const { options } = readRunOptions(given, ready.definition, caller);
    await requireEngine(options.executor);
    named.push({ ready, options });
  }
  return named;
}

async function isRecorded(given: UpOptions, terminal: Terminal): Promise<boolean> {
  const path = statePath(given, terminal);
  if (!existsSync(join(path, 'slipway.db'))) return false;
  const { openState } = await import('../../state/open-state.ts');
  await using state = await openState(path, { owner: false });
  return recordedDefinitions(state.records).length > 0;
}

/** The nearest folder with a pipeline, if there is one. */
async function pipelinesUpward(cwd: string): Promise<readonly string[]> {
  for (const folder of foldersUpward(cwd)) if (await hasPipeline(folder, cwd)) return [folder];
  const workflows = workflowFiles(cwd);
  if (workflows.length > 0) return workflows.map((path) => join(cwd, path));
  return [];
}

/** One that cannot be read any more is reported, and the others are driven. */
async function openAll(
  pipelines: Pipelines,
  {
    state,
    named,
    terminal,
  }: { readonly state: StateFolder; readonly named: readonly Named[]; readonly terminal: Terminal },
): Promise<void> {
  using _groups = pipelines.holdGroups();
  const open = async (ready: ReadyDefinition, options: RunOptions): Promise<void> => {
    const pushed = await lastPushed(state, ready.definition.pipeline.name, options);
    await pipelines.open(pushed ?? drivenBy(ready, options));
  };
  for (const { ready, options } of named) await open(ready, options);
  for (const { pipelineName, path } of recordedDefinitions(state.records)) {
    if (pipelines.names().includes(pipelineName)) continue;
    const { options } = recordedDefinition(state.records, pipelineName);
    const ready = existsSync(path) ? await readyDefinition(path, { terminal, json: false }) : undefined;
    if (ready === undefined)
      terminal.writeError(`"${pipelineName}" is left out: ${path} is no longer a definition\n`);
    else await open(ready, options);
  }
}

function reportAddresses(
  server: OpenServer,
  pipelines: Pipelines,
  { write, writeError, palette, isScreen }: Terminal,
): void {
  const say = isScreen ? write : writeError;
  const names = pipelines.names();
  say(`${palette.paint([span('slipway is up', 'bold'), span(`  ${server.url}`, 'cyan')])}\n`);
  say(`  ${names.length === 0 ? 'no pipeline yet' : names.join(', ')}\n`);
  if (server.firstSecret !== undefined)
    say(`  The token of this server, shown only now: ${server.firstSecret}\n`);
  if (isScreen) say(`  Sign in (once, within ten minutes): ${server.signInLink()}\n\n`);
}

/** Each pipeline starts again when its source changes; its mode says what becomes of the execution before. */
function watchPipelines(pipelines: Pipelines): Disposable {
  const stack = new DisposableStack();
  for (const pipelineName of pipelines.names()) {
    const driven = pipelines.definitionOf(pipelineName);
    if (driven === undefined) continue;
    const start = (by: string): void =>
      void pipelines.request(pipelineName, {
        type: 'StartPipelineExecution',
        variables: {},
        sourceRevisions: {},
        by,
      });
    stack.use(watchSources(driven, start));
  }
  return stack;
}

function readPoll(given: string): number {
  const seconds = Number(given);
  if (seconds > 0 && seconds <= 86_400) return seconds * 1000;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `--poll takes seconds, not "${given}"`,
      remedy: 'Write --poll 60',
    }),
  ]);
}

function readPublicHosts(given: readonly string[] = []): readonly string[] {
  const problems = given.map(wrongPublicHost).filter((wrong) => wrong !== undefined);
  if (problems.length > 0) throw new ProblemError(problems);
  return given.map((name) => name.toLowerCase());
}

function readPort(given: string): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `--port takes a number from 0 to 65535, not "${given}"`,
      remedy: 'Write --port 4600',
    }),
  ]);
}

function noPipeline(path: string) {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `"${path}" is one build, and the server drives pipelines`,
    remedy: `Run it with slipway run ${path}`,
  });
}
