// Git, asked for facts and files. Never runs a repository's hooks and never asks for a password.
import { runCommand } from '../../process/run-command.ts';

export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitCall {
  readonly folder: string;
  readonly mark: string;
  readonly signal: AbortSignal;
}

/** Runs `git` with these arguments. A failure is an answer, not an exception. */
export async function git(call: GitCall, args: readonly string[]): Promise<GitAnswer> {
  const chunks: Uint8Array[] = [];
  let stderr = '';
  const result = await runCommand({
    file: 'git',
    args: ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', ...args],
    cwd: call.folder,
    env: environment(),
    endsOn: 'close',
    mark: call.mark,
    signal: call.signal,
    onOutput: (bytes, stream) => {
      if (stream === 'stdout') chunks.push(Uint8Array.from(bytes));
      else stderr += Buffer.from(bytes).toString();
    },
  });
  const failure = result.startError ?? stderr.trim();
  return { ok: result.exitCode === 0, stdout: Buffer.concat(chunks), stderr: failure };
}

/** The user's PATH, home (for credentials of a remote) and agent; nothing that points git at another repository. */
function environment(): Record<string, string> {
  const names = [
    'PATH',
    'HOME',
    'SSH_AUTH_SOCK',
    'GIT_SSL_CAINFO',
    'SSL_CERT_FILE',
    'https_proxy',
    'http_proxy',
  ];
  const kept = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}
