// Where the server listens, by which names it may be reached, and what to say when others can reach it. Pure.
import { isIP } from 'node:net';
import { problem, type Problem } from '../lib/problem.ts';

/** Whether only programs of this machine reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Whether it is every address of this machine. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** As it stands in a URL and in the Host header. */
export function hostInUrl(host: string): string {
  return (isIP(host) === 6 ? `[${host}]` : host).toLowerCase();
}

/** Names under which requests are taken: those of this machine, the one that it listens on, and the public ones. */
export function ownNames(host: string, publicHosts: readonly string[]): readonly string[] {
  const names = ['localhost', '127.0.0.1', '[::1]', ...publicHosts.map((name) => name.toLowerCase())];
  return isEveryAddress(host) ? names : [...names, hostInUrl(host)];
}

/** What a name of --public-host is not: a URL, a port, a pattern. Undefined when it is right. */
export function wrongPublicHost(name: string): Problem | undefined {
  const isName = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
  if (name.length <= 253 && (isName.test(name) || /^\[[0-9a-f:.]+\]$/i.test(name))) return undefined;
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `--public-host takes a name without scheme and port, not "${name}"`,
    remedy: 'Write --public-host ci.example.com',
  });
}

/** Undefined while no other machine can reach it. */
export function exposureWarning(host: string, publicHosts: readonly string[]): string | undefined {
  if (isLoopback(host)) return undefined;
  const nameless =
    isEveryAddress(host) && publicHosts.length === 0
      ? ' Their requests are refused until --public-host says by which name they reach it.'
      : '';
  return `Others can reach ${hostInUrl(host)}, and all of it goes there unencrypted, tokens too: put a proxy with TLS in front of it.${nameless}`;
}
