// Writes what lies in the store of lines into the buckets of their logs, in batches. S3 delivers on a best effort basis; here a line
// is lost only when its bucket does not let it in for a day. What is written by this is no request: it would have lines for ever.
import type { S3Api } from '../../../aws/operations/s3.ts';
import { AwsError } from '../../../aws/wire/aws-error.ts';
import { inOnePiece, ownCall } from '../../own-call.ts';
import { operationsOf } from '../../registry.ts';
import type { Ground, Operations } from '../../service.ts';
import { openStore } from '../s3-call.ts';
import { hasLines, LineStore, type Line, type LogFile } from './line-store.ts';
import { isSameFile, logKey, refusalOf, type LogTarget } from './log-target.ts';

const deliveredWithinMs = 3000;
const triedAgainMs = 60_000;
const givenUpAfterMs = 24 * 60 * 60 * 1000;

const openLines = (stateFolder: string) => new LineStore(stateFolder);
const openAccessLogs = () => new AccessLogs();

/** What they work on is opened before them, and so closed after them. */
function logsIn(ground: Ground): AccessLogs {
  ground.keep(openStore);
  ground.keep(openLines);
  return ground.keep(openAccessLogs);
}

/** Puts a line on disk, from where it is delivered. @returns what gives the line that it is when its answer has been sent */
export function addLine(ground: Ground, line: Line): (ended: string) => void {
  const logs = logsIn(ground);
  const lines = ground.keep(openLines);
  const number = lines.add(line);
  logs.deliverIn(ground, deliveredWithinMs);
  return (ended) => {
    if (logs.isClosed) return;
    try {
      lines.end(number, ended);
      logs.deliverIn(ground, deliveredWithinMs);
    } catch (error) {
      reportNotWritten(error);
    }
  };
}

/** To the log of the endpoint: a request is answered whatever becomes of its line. */
export function reportNotWritten(error: unknown): void {
  process.stderr.write(`server access logs: a line was not written, ${String(error)}\n`);
}

/** Goes on with what an earlier process has not delivered. */
export function resumeAccessLogs(ground: Ground): void {
  if (hasLines(ground.stateFolder)) logsIn(ground).deliverIn(ground, 0);
}

/** After a change of a bucket, which may let in now what it did not before. */
export function retryAccessLogs(ground: Ground): void {
  if (hasLines(ground.stateFolder)) logsIn(ground).retry(ground);
}

class AccessLogs implements AsyncDisposable {
  #timer: { readonly timeout: NodeJS.Timeout; readonly at: number } | undefined;
  #work: Promise<void> = Promise.resolve();
  /** Of logs whose newest attempt failed: why, and when it is tried again. */
  readonly #failed = new Map<string, { readonly wrong: string; readonly againAt: number }>();
  isClosed = false;

  /** The sooner of two counts. */
  deliverIn(ground: Ground, ms: number): void {
    const at = Date.now() + ms;
    if (this.isClosed || (this.#timer !== undefined && this.#timer.at <= at)) return;
    clearTimeout(this.#timer?.timeout);
    const timeout = setTimeout(() => {
      this.#timer = undefined;
      this.#work = this.#work
        .then(async () => this.#deliver(ground))
        .catch((error: unknown) => {
          this.#fail('server access logs', String(error));
          this.deliverIn(ground, triedAgainMs);
        });
    }, ms).unref();
    this.#timer = { timeout, at };
  }

  retry(ground: Ground): void {
    if (this.#failed.size === 0) return;
    this.#failed.clear();
    this.deliverIn(ground, 0);
  }

  async #deliver(ground: Ground): Promise<void> {
    if (this.isClosed) return;
    const lines = ground.keep(openLines);
    const now = Date.now();
    lines.plan(
      (first) => logKey(first.target, first, now),
      (first, next) => isSameFile(first.target, first.at, next.at),
    );
    for (const file of lines.files()) {
      const { source, bucket } = file.target;
      const name = `the server access log of ${source} in ${bucket}`;
      const waitMs = (this.#failed.get(name)?.againAt ?? 0) - Date.now();
      if (this.isClosed) return;
      if (waitMs > 0) {
        this.deliverIn(ground, waitMs);
        continue;
      }
      const wrong = await write(ground, file, lines.linesOf(file));
      if (wrong === undefined) this.#failed.delete(name);
      else this.#fail(name, wrong);
      if (wrong === undefined || now - file.at > givenUpAfterMs) lines.remove(file);
      else this.deliverIn(ground, triedAgainMs);
    }
  }

  /** To the log of the endpoint, once. */
  #fail(name: string, wrong: string): void {
    const before = this.#failed.get(name)?.wrong;
    this.#failed.set(name, { wrong, againAt: Date.now() + triedAgainMs });
    if (!this.isClosed && before !== wrong) process.stderr.write(`${name}: not delivered, ${wrong}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.#timer?.timeout);
    await this.#work;
  }
}

/** @returns what is wrong */
async function write(
  ground: Ground,
  { target, key }: LogFile,
  lines: readonly string[],
): Promise<string | undefined> {
  const refusal = refusalOf(target, ground.keep(openStore).bucket(target.bucket));
  if (refusal !== undefined) return refusal;
  const Body = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const s3 = (await operationsOf('s3')) as Operations<S3Api>;
  try {
    await s3.PutObject?.(
      {
        Bucket: target.bucket,
        Key: key,
        Body: inOnePiece(Body),
        ContentLength: Body.length,
        ContentType: 'text/plain',
        ...grantHeaders(target),
      },
      ownCall(ground, target),
    );
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** Who may read each object of the log besides the owner of its bucket. To write it means nothing in the list of an object. */
function grantHeaders({ grants = [] }: LogTarget) {
  const members = { FULL_CONTROL: 'GrantFullControl', READ: 'GrantRead' } as const;
  const granted = Object.entries(members).flatMap(([permission, member]) => {
    const grantees = grants
      .filter((grant) => grant.Permission === permission)
      .map(({ Grantee }) =>
        Grantee?.URI === undefined ? `id="${Grantee?.ID ?? ''}"` : `uri="${Grantee.URI}"`,
      );
    return grantees.length === 0 ? [] : [[member, grantees.join(', ')] as const];
  });
  return Object.fromEntries(granted);
}
