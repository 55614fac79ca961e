// The doctor command: checks the machine and, where there is one, the state folder.
import { counted } from '../../lib/counted.ts';
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { openSecrets } from '../../state/open-state.ts';
import type { Problem } from '../../lib/problem.ts';
import { examineFolder } from '../../state/examine-folder.ts';
import type { CommonOptions } from '../command.ts';
import { ownFolder } from '../session/wait-for-owner.ts';
import { existingStatePath, openForReading, statePath } from '../state-path.ts';
import { problemsOf } from '../show-problems.ts';
import { span, type Line, type Role } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { Check } from './check.ts';
import { checkMachine } from './check-machine.ts';
import { checkPrivacy, checkSecrets } from './check-secrets.ts';
import { checkState } from './check-state.ts';
import { writeLines } from '../write-lines.ts';
import { type Hints } from '../hints-contract.ts';

export interface DoctorOptions extends CommonOptions {
  readonly rebuild?: boolean;
}

/** Exit status 2 when something cannot work. */
export async function examine(options: DoctorOptions, terminal: Terminal): Promise<ExitStatus> {
  const rebuilt = options.rebuild === true ? [await rebuild(options, terminal)] : [];
  const checks = [...(await checkMachine()), ...rebuilt, ...(await stateChecks(options, terminal))];
  if (options.json === true) terminal.write(`${JSON.stringify({ checks })}\n`);
  else
    writeLines(
      terminal,
      checks.map((check) => checkLine(check, terminal.hints)),
    );
  return checks.some(({ state }) => state === 'broken') ? 2 : 0;
}

async function rebuild(options: DoctorOptions, terminal: Terminal): Promise<Check> {
  const path = existingStatePath(options, terminal);
  await using state = await ownFolder(path, terminal);
  return {
    name: 'rebuild',
    state: 'ok',
    detail: `lists made again from ${counted(state.history.rebuild(), 'event')}`,
  };
}

async function stateChecks(options: DoctorOptions, terminal: Terminal): Promise<readonly Check[]> {
  const path = statePath(options, terminal);
  // A link that leads nowhere is there, and is examined.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return [nothingRun(path)];
  const broken = examineFolder(path).map(brokenCheck);
  if (broken.length === 0 && !existsSync(join(path, 'slipway.db')))
    return [nothingRun(path), ...secretChecks(path)];
  const reported = new Set(broken.map(({ detail }) => detail));
  return [...broken, ...(await opened(options, terminal)).filter(({ detail }) => !reported.has(detail))];
}

function nothingRun(path: string): Check {
  return { name: 'state', state: 'ok', detail: `nothing was run in ${path} yet` };
}

/** What can be said although something is broken. */
async function opened(options: DoctorOptions, terminal: Terminal): Promise<readonly Check[]> {
  try {
    await using state = await openForReading(options, terminal);
    return await checkState(state);
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    return problems.map(brokenCheck);
  }
}

function brokenCheck({ message, remedy }: Problem): Check {
  return { name: 'state', state: 'broken', detail: message, ...defined({ remedy }) };
}

/** Secrets may be put before anything is run. */
function secretChecks(path: string): readonly Check[] {
  const privacy = checkPrivacy(path);
  using secrets = openSecrets(path);
  return [checkSecrets(secrets), privacy];
}

const marks: Readonly<Record<Check['state'], readonly [string, Role]>> = {
  ok: ['✔', 'green'],
  limited: ['!', 'yellow'],
  broken: ['✖', 'red'],
};

function checkLine({ name, state, detail, remedy }: Check, hints: Hints): Line {
  const [mark, role] = marks[state];
  return [
    span(mark, role),
    span(` ${name.padEnd(10)}`, 'bold'),
    span(`  ${detail}`),
    span(remedy === undefined ? '' : `  ${hints.complete(remedy)}`, 'dim'),
  ];
}
