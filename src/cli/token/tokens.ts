// The token commands. They work next to a running server: it reads the tokens with every request.
import { currentUser } from '../../lib/current-user.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { AccessStore, Scope, Token } from '../../state/access/access-store.ts';
import { openAccessStore } from '../../state/access/sqlite-access-store.ts';
import type { CommonOptions } from '../command.ts';
import { existingStatePath } from '../state-path.ts';
import { span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';
import { writeLines } from '../write-lines.ts';

export interface MakeTokenOptions extends CommonOptions {
  readonly scope?: readonly string[];
  readonly expiresIn?: string;
}

const scopes: readonly Scope[] = ['read', 'run', 'approve', 'admin'];

export function makeToken(name: string, options: MakeTokenOptions, terminal: Terminal): ExitStatus {
  const wanted = readScopes(options.scope ?? []);
  const days = options.expiresIn === undefined ? undefined : Number(options.expiresIn);
  if (days !== undefined && !(days > 0))
    throw wrong(`--expires-in takes days, not "${options.expiresIn ?? ''}"`, 'Write --expires-in 30');
  using access = open(options, terminal);
  if (access.tokens().some((token) => token.name === name && token.revokedAt === undefined))
    throw wrong(
      `There is a token "${name}" already`,
      `Take another name, or revoke it: slipway token revoke ${name}`,
    );
  const now = Date.now();
  const expires = days === undefined ? {} : { expiresAt: now + days * 86_400_000 };
  const { token, secret } = access.makeToken({ name, scopes: wanted, ...expires }, now);
  note(access, 'MakeToken', token);
  if (options.json === true) terminal.write(`${JSON.stringify({ token, secret })}\n`);
  else {
    terminal.write(`${secret}\n`);
    terminal.writeError(`The token "${name}" may ${wanted.join(', ')}. It is shown only now.\n`);
  }
  return 0;
}

export function listTokens(options: CommonOptions, terminal: Terminal): ExitStatus {
  using access = open(options, terminal);
  const tokens = access.tokens();
  if (options.json === true) terminal.write(`${JSON.stringify({ tokens })}\n`);
  else if (tokens.length === 0)
    terminal.write(`There are none yet: ${terminal.hints.command(['up'])} makes the first\n`);
  const width = Math.max(0, ...tokens.map(({ name }) => displayWidth(name)));
  if (options.json !== true)
    writeLines(
      terminal,
      tokens.map((token) => [
        span(`${token.id}  ${padColumns(token.name, width)}  ${token.scopes.join(', ').padEnd(18)}`),
        span(`  ${stateOf(token, Date.now())}`, 'dim'),
      ]),
    );
  return 0;
}

export function revokeToken(name: string, options: CommonOptions, terminal: Terminal): ExitStatus {
  using access = open(options, terminal);
  const gone = access.revoke(name, Date.now());
  if (gone === undefined)
    throw wrong(`There is no token "${name}" that could be revoked`, 'See slipway token list');
  note(access, 'RevokeToken', gone);
  terminal.write(
    options.json === true ? `${JSON.stringify({ token: gone })}\n` : `"${gone.name}" is no longer valid\n`,
  );
  return 0;
}

function open(options: CommonOptions, terminal: Terminal): AccessStore {
  return openAccessStore(existingStatePath(options, terminal));
}

function note(access: AccessStore, what: string, { id, name, scopes: own }: Token): void {
  access.note({
    at: Date.now(),
    who: currentUser().username,
    what,
    detail: { id, name, scopes: own },
    outcome: 'accepted',
  });
}

function stateOf({ createdAt, expiresAt, lastUsedAt, revokedAt }: Token, now: number): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  if (revokedAt !== undefined) return `revoked ${day(revokedAt)}`;
  if (expiresAt !== undefined && expiresAt <= now) return `expired ${day(expiresAt)}`;
  const used = lastUsedAt === undefined ? 'never used' : `last used ${day(lastUsedAt)}`;
  return `made ${day(createdAt)}, ${used}${expiresAt === undefined ? '' : `, until ${day(expiresAt)}`}`;
}

function readScopes(given: readonly string[]): readonly Scope[] {
  const unknown = given.filter((name) => !scopes.some((scope) => scope === name));
  if (given.length === 0 || unknown.length > 0)
    throw wrong(
      given.length === 0 ? 'A token needs at least one scope' : `There is no scope "${unknown.join('", "')}"`,
      `Write --scope with one of ${scopes.join(', ')}`,
    );
  return scopes.filter((scope) => given.includes(scope));
}

function wrong(message: string, remedy: string): ProblemError {
  return new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message, remedy })]);
}
