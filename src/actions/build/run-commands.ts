// The commands of one phase (CodeBuild user guide, phases/*/commands and phases/*/finally).
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import type { BuildspecPhase } from '../../model/build.ts';
import { slowestSteps } from '../../model/slowest-steps.ts';
import type { BuildPhaseType } from '../../model/status.ts';
import type { CommandResult } from '../../process/command.ts';
import { failedPhase, succeeded, type Build, type PhaseOutcome } from './build.ts';
import { explainFailure, type FailedCommand } from './explain-failure.ts';
import { inspectScript } from './inspect-script.ts';
import { entryOf } from './left-shell.ts';
import { askHowToGoOn } from '../ask-how-to-go-on.ts';
import type { Resumption } from '../pause.ts';
import type { Carried, ShellSession } from '../../process/shell/shell-session.ts';
import type { Account, BuildMachine } from './build-machine.ts';

export interface CommandRun {
  readonly build: Build;
  readonly phaseType: BuildPhaseType;
  readonly session: ShellSession;
  readonly machine: BuildMachine;
  /** Of the primary source, as the machine sees it. */
  readonly sourceFolder: string;
  /** Whether no phase has failed before this one. It stays so for all commands of the phase, `finally` too. */
  readonly succeeding: boolean;
  readonly account?: Account;
}

/** `commands` up to the first that fails, then `finally` in any case; the phase fails with the first failure of both. */
export async function runCommands(run: CommandRun, phase: BuildspecPhase): Promise<PhaseOutcome> {
  const before = carriedInto(run);
  for (;;) {
    const outcome = await runBoth(run, phase);
    if (outcome !== 'again') return outcome;
    takeBack(run, before);
  }
}

/** `again` when the user wants the phase from its beginning. */
type Outcome = PhaseOutcome | 'again';

async function runBoth(run: CommandRun, phase: BuildspecPhase): Promise<Outcome> {
  const first = await runList(run, phase.commands);
  if (first === 'again' || first.end === 'TIMED_OUT' || first.end === 'STOPPED') return first;
  const last = await runList(run, phase.finally);
  if (last === 'again' || last.end === 'TIMED_OUT' || last.end === 'STOPPED') return last;
  return first.end === 'SUCCEEDED' ? last : first;
}

async function runList(run: CommandRun, commands: readonly string[]): Promise<Outcome> {
  for (const command of commands) {
    const outcome = await runOrPause(run, command);
    if (outcome === 'again' || outcome.end !== 'SUCCEEDED') return outcome;
  }
  return succeeded;
}

/** One that fails waits for the user, where a run pauses, and is run again as often as they want. */
async function runOrPause(run: CommandRun, command: string): Promise<Outcome> {
  const before = carriedInto(run);
  for (;;) {
    const outcome = await runOne(run, command);
    if (outcome.end !== 'FAILED' || before === undefined) return outcome;
    const how = await pauseAt(run, command, outcome);
    if (how === 'fail') return outcome;
    if (how === 'skip') return succeeded;
    if (how === 'beginning') return 'again';
    takeBack(run, before);
  }
}

async function pauseAt(
  { build, phaseType, session, machine }: CommandRun,
  command: string,
  { failure }: PhaseOutcome,
): Promise<Resumption> {
  const { how, pausedMs } = await askHowToGoOn(build.context, {
    command,
    where: phaseType,
    reason: failure?.exitCode === undefined ? 'it was ended' : `exit status ${failure.exitCode}`,
    entry: entryOf(session, machine),
    canBeginAgain: true,
  });
  build.deadline += pausedMs;
  return how;
}

/** Only for a run that may come back to it. */
function carriedInto({ build, session }: CommandRun): Carried | undefined {
  return build.context.pause === undefined ? undefined : session.carried();
}

function takeBack({ session }: CommandRun, before: Carried | undefined): void {
  if (before !== undefined) session.restore(before);
}

async function runOne(run: CommandRun, command: string): Promise<PhaseOutcome> {
  const { build, phaseType, session, succeeding, account } = run;
  build.log.line(`Running command ${command}`);
  const startedAt = build.context.now();
  const result = await session.run({
    command,
    variables: { CODEBUILD_BUILD_SUCCEEDING: succeeding ? '1' : '0' },
    ...defined({ account }),
  });
  build.steps.push({ phaseType, command, durationMs: build.context.now() - startedAt });
  // Taken before our own lines follow.
  const tail = result.exitCode === 0 ? [] : build.log.commandTail();
  build.log.endOutput();
  if (result.end === 'Aborted') return { end: 'STOPPED' };
  if (result.end === 'TimedOut') return timedOut(build, { command, tail });
  if (result.exitCode === 0) return succeeded;
  const reason = reasonOf(result);
  build.log.line(`Command did not exit successfully ${command} ${reason}`);
  const failed = { command, exitCode: result.exitCode, shell: session.shell, tail, ...imageOf(build) };
  const advice = adviceFor(run, failed);
  return failedPhase(
    'COMMAND_EXECUTION_ERROR',
    `Error while executing command: ${command}. Reason: ${reason}`,
    {
      command,
      logTail: tail.slice(-shownLines),
      ...(result.exitCode === null ? {} : { exitCode: result.exitCode }),
      ...defined({ remedy: advice }),
    },
  );
}

/** A path that could not be run is examined; what else is known about a failure follows from its text. */
function adviceFor({ session, sourceFolder }: CommandRun, failed: FailedCommand): string | undefined {
  const { exitCode, tail } = failed;
  const { folder, outside } = session;
  const lookup = { exitCode, text: tail.join('\n'), folder, sourceFolder, outside };
  return inspectScript(lookup) ?? explainFailure(failed);
}

/** What the command ran in, when that was not this machine. */
function imageOf({ context, project }: Build): { readonly image?: string } {
  const { executor = 'process' } = context.options;
  return executor === 'process' ? {} : { image: project.environment.image };
}

/** The cause often stands far above the end; what is shown is the end. */
const shownLines = 20;

/** In the words of CodeBuild's agent. */
function reasonOf({ exitCode, signal, startError }: CommandResult): string {
  if (startError !== undefined) return startError;
  return exitCode === null ? `signal: ${signal ?? 'unknown'}` : `exit status ${exitCode}`;
}

function timedOut(
  build: Build,
  { command, tail }: { readonly command: string; readonly tail: readonly string[] },
): PhaseOutcome {
  const minutes = build.project.timeoutInMinutes ?? 60;
  return {
    end: 'TIMED_OUT',
    context: { statusCode: 'BUILD_TIMED_OUT', message: 'Build has timed out. ' },
    failure: {
      command,
      logTail: tail.slice(-shownLines),
      remedy: `The build did not end within ${counted(minutes, 'minute')}: shorten what took longest, find what waits, or raise timeoutInMinutes of the project.`,
      slowest: slowestSteps(build.steps),
    },
  };
}
