// Who has logged in to a registry of ECR in this build: it stands where Docker's client keeps it, so that whatever else reads
// those files finds it, and a build that never logs in finds nothing, as in a new container of CodeBuild.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from './find-program.ts';

export interface LoginPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Words of the call that may name another file. */
  readonly words: readonly string[];
}

interface ClientConfig {
  readonly auths?: Readonly<Record<string, unknown>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

/** The user of every registry of ECR (ECR user guide, "Private registry authentication"). */
const userName = 'AWS';

/** The token that stands for GetAuthorizationToken's here; those of AWS are far longer than any password. */
export const localPassword = 'no-password-is-asked-for-here';
const shortestToken = 100;

export function isToken(user: string | undefined, password: string): boolean {
  return user === userName && (password === localPassword || password.length >= shortestToken);
}

export function recordLogin(host: string, place: LoginPlace): void {
  const [file = ''] = filesOf(place);
  const config = readConfig(file);
  const auth = Buffer.from(`${userName}:${localPassword}`).toString('base64');
  mkdirSync(dirname(file), { recursive: true });
  const auths = { ...config.auths, [host.toLowerCase()]: { auth } };
  writeFileSync(file, JSON.stringify({ ...config, auths }, undefined, 2), { mode: 0o600 });
}

export function forgetLogin(host: string, place: LoginPlace): void {
  for (const file of filesOf(place)) {
    const config = readConfig(file);
    const { [host.toLowerCase()]: known, ...auths } = config.auths ?? {};
    if (known !== undefined) writeFileSync(file, JSON.stringify({ ...config, auths }, undefined, 2));
  }
}

/** By itself, by a credential helper that is there, or by words of the call. */
export function isLoggedIn(host: string, place: LoginPlace): boolean {
  if (valueOf(place.words, '--creds') !== undefined) return true;
  return filesOf(place).some((file) => {
    const { auths = {}, credHelpers = {}, credsStore } = readConfig(file);
    const helper = credHelpers[host.toLowerCase()] ?? credsStore;
    if (helper !== undefined && findProgram(`docker-credential-${helper}`, place.env) !== undefined)
      return true;
    return Object.keys(auths).some((key) => hostOf(key) === host.toLowerCase());
  });
}

function hostOf(key: string): string {
  return key
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
}

/** Podman reads Docker's file, too; a login goes to the first of them. */
function filesOf({ env, words }: LoginPlace): readonly string[] {
  const named = valueOf(words, '--authfile') ?? env['REGISTRY_AUTH_FILE'];
  const folder = valueOf(words, '--config') ?? env['DOCKER_CONFIG'] ?? join(env['HOME'] ?? '/', '.docker');
  const own = join(folder, 'config.json');
  return named === undefined || named === '' ? [own] : [named, own];
}

function valueOf(words: readonly string[], name: string): string | undefined {
  const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return words[at] === name ? words[at + 1] : words[at]?.slice(name.length + 1);
}

function readConfig(file: string): ClientConfig {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ClientConfig;
  } catch {
    return {};
  }
}
