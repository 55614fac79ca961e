// The engine's program and the registry of this machine, for one call in a build.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { isLoopback } from '../../../model/image-reference.ts';
import { forgetLogin, isLoggedIn, recordLogin } from './logins.ts';
import { say } from './tool-notes.ts';
import type { openRegistry } from '../../../targets/registry/open-registry.ts';

/** The real program must do it, with the same arguments. */
export const passOn = 'pass on';

export type Outcome = number | typeof passOn;

type Opened = Awaited<ReturnType<typeof openRegistry>>;

export class Engine {
  /** As the build has called it. */
  readonly name: string;
  readonly targetsFolder: string;
  readonly #file: string;
  readonly #open: () => Promise<Opened>;
  #opened: Promise<Opened> | undefined;
  #isPodman: boolean | undefined;

  /** The registry is opened when it is needed. */
  constructor(
    {
      name,
      file,
      targetsFolder,
    }: { readonly name: string; readonly file: string; readonly targetsFolder: string },
    open: () => Promise<Opened>,
  ) {
    this.name = name;
    this.targetsFolder = targetsFolder;
    this.#file = file;
    this.#open = open;
  }

  /** False, and reported as ECR reports it, unless the build has logged in to the registry of ECR of that name. */
  mayUse(host: string, words: readonly string[]): boolean {
    if (isLoggedIn(host, { env: process.env, words })) return true;
    process.stderr.write('no basic auth credentials\n');
    say(this.name, `the build has not logged in to ${host}, and ECR allows no pull or push without that`);
    return false;
  }

  login(host: string, words: readonly string[]): void {
    recordLogin(host, { env: process.env, words });
  }

  logout(host: string, words: readonly string[]): void {
    forgetLogin(host, { env: process.env, words });
  }

  /** `HOST:PORT` of the registry; undefined when there is none. */
  async address(): Promise<string | undefined> {
    const opened = await this.#registry();
    return 'address' in opened ? opened.address : undefined;
  }

  /** Why there is no registry. */
  async missing(): Promise<{ readonly reason: string; readonly remedy: string }> {
    const opened = await this.#registry();
    return 'reason' in opened ? opened : { reason: '', remedy: '' };
  }

  async #registry(): Promise<Opened> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  /** Whatever it was called by: Podman does not take a registry on this machine without TLS by itself. */
  isPodman(): boolean {
    this.#isPodman ??= this.capture(['--version']).output.startsWith('podman');
    return this.#isPodman;
  }

  trusts(address: string): boolean {
    return isLoopback(address);
  }

  /** What Podman needs to hear before it speaks with that registry. */
  trust(address: string): readonly string[] {
    return this.isPodman() && this.trusts(address) ? ['--tls-verify=false'] : [];
  }

  /** Gives the status as a shell would; all streams are those of the build. */
  call(args: readonly string[]): number {
    return statusOf(spawnSync(this.#file, args, { stdio: 'inherit' }));
  }

  /** This process becomes the engine's program: whatever status its container ends with is the status of the call. */
  become(args: readonly string[]): number {
    if (process.execve === undefined) return this.call(args);
    // The caller waits for the end of the process that holds it.
    closeSync(3);
    return process.execve(this.#file, [this.#file, ...args], process.env);
  }

  /** The same for what the build has not asked for: all that it says stands among the errors. */
  callAside(args: readonly string[]): number {
    return statusOf(spawnSync(this.#file, args, { stdio: ['ignore', 2, 2] }));
  }

  /** Gives what it writes to standard output. */
  capture(
    args: readonly string[],
    { showsErrors = false }: { readonly showsErrors?: boolean } = {},
  ): { readonly status: number; readonly output: string } {
    const ended = spawnSync(this.#file, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', showsErrors ? 'inherit' : 'ignore'],
      maxBuffer: Infinity,
    });
    return { status: statusOf(ended), output: ended.stdout ?? '' };
  }

  /** What the store knows the image by, whatever becomes of its names. */
  idOf(image: string): string {
    return this.capture(['image', 'inspect', '--format', '{{.Id}}', image]).output.trim();
  }

  /**
   * Whether the store got the image under this name since then. Undefined where the engine does not say: Podman keeps no time
   * of a name.
   */
  isNamedSince(image: string, sinceMs: number): boolean | undefined {
    const asked = ['image', 'inspect', '--format', '{{json .Metadata.LastTagTime}}', image];
    const { status, output } = this.capture(asked);
    const namedAt = Date.parse(output.trim().replaceAll('"', ''));
    return status !== 0 || Number.isNaN(namedAt) ? undefined : namedAt >= sinceMs;
  }

  has(image: string): boolean {
    return this.capture(['image', 'inspect', image]).status === 0;
  }
}

function statusOf({ status, signal }: Pick<SpawnSyncReturns<unknown>, 'status' | 'signal'>): number {
  if (status !== null) return status;
  return signal === null ? 127 : 128 + constants.signals[signal];
}
