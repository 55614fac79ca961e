// What git knows of one commit, in the form that the source actions' output variables have.
import { git, type GitCall } from './git.ts';

export interface Commit {
  readonly commitId: string;
  /** `2019-10-29T03:32:21Z`, as CodePipeline gives it. */
  readonly authorDate: string;
  readonly committerDate: string;
  readonly message: string;
}

/** The commit that `ref` names, or undefined where there is none (no commit yet, unknown ref). */
export async function readCommit(call: GitCall, ref: string): Promise<Commit | undefined> {
  const format = '--format=%H%x00%at%x00%ct%x00%B';
  const answer = await git(call, [
    'log',
    '-1',
    '--no-patch',
    '--no-notes',
    '--encoding=UTF-8',
    format,
    '--end-of-options',
    `${ref}^{commit}`,
    '--',
  ]);
  if (!answer.ok) return undefined;
  const [commitId = '', authored = '', committed = '', message = ''] = answer.stdout
    .toString('utf8')
    .split('\0');
  return {
    commitId,
    authorDate: timestamp(Number(authored) * 1000),
    committerDate: timestamp(Number(committed) * 1000),
    message: withinLimit(message.trimEnd()),
  };
}

/** Whole seconds, UTC. */
export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** CodePipeline user guide, Quotas: the variable CommitMessage holds at most 100 KB. */
const MESSAGE_BYTES = 100 * 1024;

function withinLimit(message: string): string {
  if (Buffer.byteLength(message) <= MESSAGE_BYTES) return message;
  const cut = new Uint8Array(MESSAGE_BYTES);
  // Never ends in half a character.
  const { read } = new TextEncoder().encodeInto(message, cut);
  return message.slice(0, read);
}
