// Git, asked for facts and files. A repository that is only read has no say: none of its hooks, programs or
// transports run, whatever its configuration names.
import { spawn } from 'node:child_process';

export interface GitCall {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** On top of the safe environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  /** Git's own words, or the system's when git could not be started. */
  readonly stderr: string;
}

/** Runs `git` with these arguments and waits for its end. A failure is an answer; only an abort throws. */
export async function git(call: GitCall, args: readonly string[]): Promise<GitAnswer> {
  call.signal.throwIfAborted();
  const child = spawn('git', [...distrust, ...args], {
    cwd: call.folder,
    env: { ...safeEnvironment(), ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that an abort reaches the helpers that git starts for a transport.
    detached: process.platform !== 'win32',
  });
  const output: Buffer[] = [];
  const words: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => words.push(bytes));
  const end = Promise.withResolvers<{ readonly ok: boolean; readonly reason?: string }>();
  child.once('close', (code) => end.resolve({ ok: code === 0 }));
  child.once('error', (error) =>
    end.resolve({ ok: false, reason: `git cannot be started: ${error.message}` }),
  );
  const abort = (): void => endGroup(child.pid);
  call.signal.addEventListener('abort', abort, { once: true });
  try {
    const { ok, reason } = await end.promise;
    call.signal.throwIfAborted();
    return {
      ok,
      stdout: Buffer.concat(output),
      stderr: reason ?? Buffer.concat(words).toString('utf8').trim(),
    };
  } finally {
    call.signal.removeEventListener('abort', abort);
  }
}

/** These win over the repository's own configuration. */
const distrust: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.alternateRefsCommand=true',
  'core.pager=cat',
  'core.quotePath=false',
  'log.showSignature=false',
  'gc.auto=0',
].flatMap((setting) => ['-c', setting]);

/** A commit is what its id says: neither a replacement nor a graft of the repository changes it. */
const asItIs = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: '/dev/null/none' };

/** Environment of commands that talk to other machines: what the user's keys, helpers and proxies need. */
const remoteNames: readonly string[] = [
  'SSH_AUTH_SOCK',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
];

/** Lets git reach remotes by the usual ways, without a question on a terminal. */
export function remoteEnvironment(): Readonly<Record<string, string>> {
  return {
    ...fromProcess(remoteNames),
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  };
}

/** Nothing of the caller's environment that points git at another repository; no transport, no question, no lock. */
function safeEnvironment(): Readonly<Record<string, string>> {
  return {
    ...fromProcess(['PATH', 'HOME', 'XDG_CONFIG_HOME', 'SystemRoot', 'USERPROFILE']),
    ...asItIs,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

function fromProcess(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
