// What the fork server runs: a loop of a shell that reads commands and reports on them. Pure but for asking which shells
// there are.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { systemProgram } from './system-program.ts';

/** The shell that forks the commands. */
export interface ServerShell {
  /** The program and what stands before the script. */
  readonly words: readonly string[];
  /** Whether it gives commands in the background a group of their own and the usual signals, with no terminal there. */
  readonly hasJobControl: boolean;
}

/** bash where it is: each command costs two programs less than with a shell whose job control needs a terminal. */
export function serverShell(): ServerShell {
  const [bash, signals] = [systemProgram('bash'), defaultSignals()];
  if (bash === 'bash' || signals.length === 0) return posixShell;
  // Of the files that users begin their shells with, this mode reads none (bash(1), "POSIX mode"); of the environment it would take
  // options.
  const words = [...signals, '--unset=SHELLOPTS', '--unset=BASHOPTS', bash, '--posix'];
  return { words, hasJobControl: true };
}

/** The one that every system has. */
export const posixShell: ServerShell = { words: ['/bin/sh'], hasJobControl: false };

/** A word that cannot stand in what commands print. */
export function newNonce(): string {
  return randomBytes(12).toString('hex');
}

/** Holds a line feed in the server, for words that have one. */
export const lineFeedVariable = 'slipway_lf';

/**
 * The loop of the server. Each command is the leader of a process group of its own, with an empty standard input.
 * The server ends when its requests end, and at once when the process that started it is gone; as the first process of
 * a namespace it takes all others with it.
 */
export function serverScript(nonce: string, { hasJobControl }: ServerShell): string {
  const mark = (kind: string, value: string) => `printf '\\000${nonce} ${kind} %s\\000' "${value}"`;
  return [
    'exec 4<&0 </dev/null',
    `${lineFeedVariable}='\n'`,
    `trap 'exit 1' TERM`,
    '(while read -r slipway_line <&3; do :; done; kill -TERM $$) 4<&- >/dev/null 2>&1 &',
    `trap 'kill '$!' 2>/dev/null' EXIT`,
    'exec 3<&-',
    'unset OLDPWD',
    // Some shells say which signal ended a command.
    'exec 5>&2 2>/dev/null',
    mark('r', '0'),
    'while IFS= read -r slipway_line <&4; do',
    // By `exec` it is a program, also when the shell has a command of that name.
    ...(hasJobControl
      ? // Not while it waits: job control would have it go on when a command stops itself.
        ['  set -m', '  eval "4<&- 2>&5 5>&- exec $slipway_line &"', '  set +m']
      : [`  eval "4<&- 2>&5 5>&- exec ${leader()} $slipway_line &"`]),
    `  ${mark('s', '$!')}`,
    '  wait $!',
    `  ${mark('e', '$?')}`,
    'done',
  ].join('\n');
}

/** Makes a command the leader of a session. */
function leader(): string {
  return [...defaultSignals(), systemProgram('setsid')].join(' ');
}

/**
 * Starts a program that takes SIGINT and SIGQUIT. A shell without job control has its background ignore them, and what it
 * starts could not undo that by itself. Empty where `env` has no such option (coreutils before 8.31, busybox).
 */
function defaultSignals(): readonly string[] {
  const env = systemProgram('env');
  hasDefaultSignals ??= existsSync(env) && readFileSync(env).includes('default-signal');
  return hasDefaultSignals ? [env, '--default-signal=INT,QUIT'] : [];
}

let hasDefaultSignals: boolean | undefined;
