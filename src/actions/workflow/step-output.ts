// What a step prints, line by line: commands of the log are performed, all else goes to the log.
import {
  annotationOf,
  describeAnnotation,
  isCommandName,
  parseLogCommand,
  type LogCommand,
} from '../../workflows/runner/log-command.ts';
import { isTooShort } from '../../process/secret-forms.ts';
import { reportAnnotation } from './annotations.ts';
import type { JobRun } from './job-run.ts';
import { addMatchers, removeMatcher, removeSlowMatchers, reportMatch } from './problem-matchers.ts';

/** What commands of the log have set; an older way of the files. */
export interface PrintedCommands {
  readonly outputs: Map<string, string>;
  readonly state: Map<string, string>;
  /** Commands that could not be performed: each fails the step. */
  readonly errors: string[];
}

export interface StepOutput {
  readonly write: (bytes: Uint8Array) => void;
  /** The last line, when no line feed ended it. */
  readonly end: () => void;
  readonly printed: PrintedCommands;
}

export function openStepOutput(job: JobRun, env: Readonly<Record<string, string>>): StepOutput {
  const decoder = new TextDecoder();
  const printed: PrintedCommands = { outputs: new Map(), state: new Map(), errors: [] };
  const reading: Reading = { job, env, printed, resumesWith: undefined, echoes: isDebugged(env) };
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    takeLines(reading, lines);
  };
  return {
    printed,
    write: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => {
      take(decoder.decode());
      if (rest !== '') takeLines(reading, [rest]);
      rest = '';
    },
  };
}

interface Reading {
  readonly job: JobRun;
  readonly env: Readonly<Record<string, string>>;
  readonly printed: PrintedCommands;
  /** Set while commands are paused: the token that ends it. */
  resumesWith: string | undefined;
  echoes: boolean;
}

/** Matchers that a line adds are tried with those after it. */
function takeLines(reading: Reading, lines: readonly string[]): void {
  const { job } = reading;
  const tried = new Set<unknown>();
  for (const [at, line] of lines.entries()) {
    if (job.matchers.some(({ patterns }) => !tried.has(patterns))) removeSlowMatchers(job, lines.slice(at));
    for (const { patterns } of job.matchers) tried.add(patterns);
    takeLine(reading, line);
  }
}

function takeLine(reading: Reading, raw: string): void {
  const { job } = reading;
  const line = raw.replace(/\r$/, '');
  const command = parseLogCommand(line, reading.resumesWith);
  if (reading.resumesWith !== undefined) {
    if (command?.name === reading.resumesWith.toLowerCase()) reading.resumesWith = undefined;
    job.context.log.line(line);
    return;
  }
  if (command === undefined || !perform(reading, command)) {
    job.context.log.line(line);
    reportMatch(job, line);
  } else if (reading.echoes && command.name !== 'add-mask') job.context.log.line(line);
}

/** False for a line that only looks like a command. */
function perform(reading: Reading, command: LogCommand): boolean {
  const { job, printed, env } = reading;
  const { log } = job.context;
  const { name, properties, data } = command;
  switch (name) {
    case 'debug':
      if (isDebugged(env)) log.line(`debug: ${data}`);
      return true;
    case 'notice':
    case 'warning':
    case 'error':
      annotate(job, command);
      return true;
    case 'group':
      log.line(`▸ ${data}`);
      return true;
    case 'endgroup':
      return true;
    case 'add-mask':
      mask(job, data);
      return true;
    case 'set-output':
    case 'save-state':
      setOld(reading, command);
      return true;
    case 'set-env':
    case 'add-path':
      setUnsecure(reading, command);
      return true;
    case 'stop-commands':
      stopCommands(reading, data);
      return true;
    case 'echo':
      setEcho(reading, data.trim().toLowerCase());
      return true;
    case 'add-matcher': {
      const failed = addMatchers(job, data);
      if (failed !== undefined) printed.errors.push(failed);
      return true;
    }
    case 'remove-matcher':
      removeMatcher(job, properties['owner'] ?? data);
      return true;
    default:
      return false;
  }
}

function annotate(job: JobRun, command: LogCommand): void {
  const { log } = job.context;
  // Secrets go before a long message is cut: a part of one would not be known as such.
  const annotation = annotationOf({ ...command, data: log.hide(command.data) });
  if (annotation === undefined) return;
  log.line(describeAnnotation(annotation));
  reportAnnotation(job, annotation);
}

function mask({ context }: JobRun, value: string): void {
  if (value.trim() === '') {
    context.log.line('warning: ::add-mask:: was given nothing to hide');
    return;
  }
  // Each line too (GitHub's runner): a step that masks a text of several lines means what stands in each.
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  const parts = new Set([value, ...lines.filter((line) => !isTooShort(line))]);
  context.log.redact([...parts].map((part) => ({ name: 'a value that a step masks', value: part })));
}

function setOld({ job, printed }: Reading, { name, properties, data }: LogCommand): void {
  const key = properties['name'] ?? '';
  if (key === '') {
    printed.errors.push(`::${name}:: needs a name`);
    return;
  }
  const file = name === 'set-output' ? 'GITHUB_OUTPUT' : 'GITHUB_STATE';
  job.context.log.line(`warning: ::${name}:: is deprecated, write to the file of $${file}`);
  (name === 'set-output' ? printed.outputs : printed.state).set(key, data);
}

/** The runner refuses them unless the step allows it. */
function setUnsecure({ job, env, printed }: Reading, { name, properties, data }: LogCommand): void {
  if (env['ACTIONS_ALLOW_UNSECURE_COMMANDS'] !== 'true') {
    const file = name === 'set-env' ? 'GITHUB_ENV' : 'GITHUB_PATH';
    printed.errors.push(`The command ::${name}:: is disabled. Write to the file of $${file}`);
    return;
  }
  if (name === 'add-path') job.paths = [data, ...job.paths.filter((path) => path !== data)];
  else job.env.set(properties['name'] ?? '', data);
}

function setEcho(reading: Reading, value: string): void {
  if (value === 'on' || value === 'off') reading.echoes = value === 'on';
  else reading.printed.errors.push(`::echo:: takes on or off, not "${value}"`);
}

/** The token is hidden from then on, so that no later output can end the pause with it. */
function stopCommands(reading: Reading, token: string): void {
  const name = token.toLowerCase();
  if (!allowsAnyToken(reading.env) && (name === '' || name === 'pause-logging' || isCommandName(name))) {
    reading.printed.errors.push(`Commands cannot be stopped with the token "${token}"`);
    return;
  }
  reading.resumesWith = token;
  // One of a few letters would hide half of the log.
  if (token.length > mostShown)
    reading.job.context.log.redact([{ name: 'a token of stop-commands', value: token }]);
}

const mostShown = 6;

function allowsAnyToken({
  ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS: allowed = '',
}: Reading['env']): boolean {
  return allowed === 'true' || allowed === '1';
}

function isDebugged({ RUNNER_DEBUG, ACTIONS_STEP_DEBUG }: Reading['env']): boolean {
  return RUNNER_DEBUG === '1' || ACTIONS_STEP_DEBUG === 'true';
}
