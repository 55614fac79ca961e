// `core` of a script, as @actions/core has it: inputs, outputs, messages to the runner.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { delimiter, sep } from 'node:path';
import { summary } from './toolkit-summary.ts';

interface InputOptions {
  readonly required?: boolean;
  readonly trimWhitespace?: boolean;
}

type Properties = Readonly<Record<string, string | number | undefined>>;

function getInput(name: string, { required = false, trimWhitespace = true }: InputOptions = {}): string {
  const value = process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
  if (required && value === '') throw new Error(`Input required and not supplied: ${name}`);
  return trimWhitespace ? value.trim() : value;
}

function getMultilineInput(name: string, options?: InputOptions): readonly string[] {
  const lines = getInput(name, options)
    .split('\n')
    .filter((line) => line !== '');
  return options?.trimWhitespace === false ? lines : lines.map((line) => line.trim());
}

function getBooleanInput(name: string, options?: InputOptions): boolean {
  const value = getInput(name, options);
  if (['true', 'True', 'TRUE'].includes(value)) return true;
  if (['false', 'False', 'FALSE'].includes(value)) return false;
  throw new TypeError(
    `Input does not meet YAML 1.2 "Core Schema" specification: ${name}\nSupport boolean input list: \`true | True | TRUE | false | False | FALSE\``,
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** To the file that the runner reads, with a delimiter that is not in the value. */
function writePair(variable: string, name: string, value: unknown): void {
  const file = process.env[variable] ?? '';
  const mark = `ghadelimiter_${randomUUID()}`;
  appendFileSync(file, `${name}<<${mark}\n${textOf(value)}\n${mark}\n`);
}

function command(name: string, properties: Properties, message: unknown): void {
  const data = textOf(message).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escaped(String(value))}`);
  process.stdout.write(`::${name}${given.length === 0 ? '' : ` ${given.join(',')}`}::${data}\n`);
}

function escaped(value: string): string {
  return value
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}

type Annotation = Readonly<
  Partial<Record<'title' | 'file' | 'startLine' | 'endLine' | 'startColumn' | 'endColumn', string | number>>
>;

function annotate(name: string): (message: unknown, properties?: Annotation) => void {
  return (message, { title, file, startLine, endLine, startColumn, endColumn } = {}) =>
    command(
      name,
      { title, file, line: startLine, endLine, col: startColumn, endColumn },
      message instanceof Error ? message.toString() : message,
    );
}

const error = annotate('error');

function setFailed(message: unknown): void {
  process.exitCode = 1;
  error(message);
}

async function group<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  command('group', {}, name);
  try {
    return await work();
  } finally {
    command('endgroup', {}, '');
  }
}

async function getIDToken(audience?: string): Promise<string> {
  const url = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
  if (url === undefined) throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
  const asked = audience === undefined ? url : `${url}&audience=${encodeURIComponent(audience)}`;
  const authorization = `Bearer ${process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}`;
  const answer = await fetch(asked, { headers: { authorization } });
  const { value } = (await answer.json()) as { readonly value: string };
  command('add-mask', {}, value);
  return value;
}

export const core = {
  getInput,
  getMultilineInput,
  getBooleanInput,
  setOutput: (name: string, value: unknown): void => writePair('GITHUB_OUTPUT', name, value),
  saveState: (name: string, value: unknown): void => writePair('GITHUB_STATE', name, value),
  getState: (name: string): string => process.env[`STATE_${name}`] ?? '',
  exportVariable: (name: string, value: unknown): void => {
    process.env[name] = textOf(value);
    writePair('GITHUB_ENV', name, value);
  },
  addPath: (path: string): void => {
    process.env['PATH'] = `${path}${delimiter}${process.env['PATH'] ?? ''}`;
    appendFileSync(process.env['GITHUB_PATH'] ?? '', `${path}\n`);
  },
  setSecret: (value: string): void => command('add-mask', {}, value),
  setCommandEcho: (isOn: boolean): void => command('echo', {}, isOn ? 'on' : 'off'),
  setFailed,
  isDebug: (): boolean => process.env['RUNNER_DEBUG'] === '1',
  debug: (message: string): void => command('debug', {}, message),
  info: (message: string): void => void process.stdout.write(`${message}\n`),
  notice: annotate('notice'),
  warning: annotate('warning'),
  error,
  startGroup: (name: string): void => command('group', {}, name),
  endGroup: (): void => command('endgroup', {}, ''),
  group,
  getIDToken,
  summary,
  markdownSummary: summary,
  toPosixPath: (path: string): string => path.replaceAll('\\', '/'),
  toWin32Path: (path: string): string => path.replaceAll('/', '\\'),
  toPlatformPath: (path: string): string => path.replaceAll(/[/\\]/g, sep),
  ExitCode: { Success: 0, Failure: 1 },
} as const;
