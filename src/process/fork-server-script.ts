// What the fork server runs: a loop of a shell that reads commands and reports on them. Pure but for asking which shells
// there are.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { systemProgram } from './system-program.ts';

/**
 * A shell that gives commands in the background a group of their own and the usual signals, with no terminal there: it takes two
 * programs less for each command than the shell that every system has, and milliseconds more to start.
 */
export interface Successor {
  /** The program and its options. */
  readonly words: readonly string[];
  /** How many commands are run before it takes over. */
  readonly afterCommands: number;
}

/** About where it has cost as much as it has saved. */
const worthItAfter = 8;

/** bash where it is. */
export function successor(): Successor | null {
  const [bash, signals] = [systemProgram('bash'), defaultSignals()];
  if (bash === 'bash' || signals.length === 0) return null;
  // Of the files that users begin their shells with, this mode reads none (bash(1), "POSIX mode"); of the environment it would take
  // options.
  const words = [...signals, '--unset=SHELLOPTS', '--unset=BASHOPTS', bash, '--posix'];
  return { words, afterCommands: worthItAfter };
}

/** A word that cannot stand in what commands print. */
export function newNonce(): string {
  return randomBytes(12).toString('hex');
}

/** Holds a line feed in the server, for words that have one. */
export const lineFeedVariable = 'slipway_lf';

/**
 * The loop of the server, for `/bin/sh`. Each command is the leader of a process group of its own, with an empty standard input.
 * The server ends when its requests end, and at once when the process that started it is gone; as the first process of
 * a namespace it takes all others with it.
 * @param next takes over after some commands, as the same process; bash where it is when absent, none when null
 */
export function serverScript(nonce: string, next: Successor | null = successor()): string {
  return [
    'exec 4<&0 </dev/null',
    `trap 'exit 1' TERM`,
    '(while read -r slipway_line <&3; do :; done; kill -TERM $$) 4<&- >/dev/null 2>&1 &',
    'set -- $!',
    'exec 3<&-',
    'unset OLDPWD',
    // Some shells say which signal ended a command.
    'exec 5>&2 2>/dev/null',
    mark(nonce, 'r', '0'),
    ...(next === null ? [] : [`slipway_left=${next.afterCommands}`]),
    ...loop(nonce, {
      next: [readLine],
      // By `exec` it is a program, also when the shell has a command of that name.
      start: [
        ...(next === null ? [] : takeOver(nonce, next)),
        `  eval "4<&- 2>&5 5>&- exec ${leader()} $slipway_line &"`,
      ],
    }),
  ].join('\n');
}

const readLine = '  IFS= read -r slipway_line <&4';
/** What one variable of the environment may hold on Linux is four times as much. */
const mostOfLine = 32_000;

/**
 * With a command at hand: the server is not ended before it has run, so that no signal comes while no trap is set. Where a command has
 * removed what the successor needs, the shell goes on itself.
 */
function takeOver(nonce: string, { words }: Successor): readonly string[] {
  const programs = words.filter((word) => word.startsWith('/')).map((word) => `[ -x ${word} ]`);
  const isThere = ['[ -d /dev/fd ]', ...programs].join(' && ');
  return [
    '  slipway_left=$((slipway_left - 1))',
    `  if [ $slipway_left -lt 0 ] && [ \${#slipway_line} -lt ${mostOfLine} ] && ${isThere}; then`,
    '    export slipway_line',
    `    exec ${words.join(' ')} /dev/fd/6 $1 has-line 6<<'slipway_end'`,
    'exec 6<&-',
    `trap 'exit 1' TERM`,
    'export -n slipway_line',
    ...loop(nonce, {
      next: [`  [ -n "$2" ] ||`, readLine],
      // Job control is off while it waits: it would have it go on when a command stops itself.
      start: ['  set -- $1', '  set -m', '  eval "4<&- 2>&5 5>&- exec $slipway_line &"', '  set +m'],
    }),
    'slipway_end',
    '  fi',
  ];
}

/**
 * @param turn `next`: puts the next line into its variable, or fails when there is none; `start`: begins its command in the background
 */
function loop(
  nonce: string,
  turn: { readonly next: readonly string[]; readonly start: readonly string[] },
): readonly string[] {
  return [
    `${lineFeedVariable}='\n'`,
    `trap 'kill '$1' 2>/dev/null' EXIT`,
    'while',
    ...turn.next,
    'do',
    ...turn.start,
    `  ${mark(nonce, 's', '$!')}`,
    '  wait $!',
    `  ${mark(nonce, 'e', '$?')}`,
    'done',
  ];
}

function mark(nonce: string, kind: string, value: string): string {
  return `printf '\\000${nonce} ${kind} %s\\000' "${value}"`;
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
