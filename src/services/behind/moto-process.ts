// The process of moto that one endpoint has: started by the first call that needs it, and again after its death.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, closeSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { preparationFile, motoFolder } from '../../account/moto-folder.ts';
import { makeSocketsFolder, processFolder } from '../../targets/daemon/process-folder.ts';
import { NoPython, provideEnvironment } from '../../targets/python/python-environment.ts';

interface RunningMoto {
  readonly socketPath: string;
  /** Resolves when its process has ended. */
  readonly ended: Promise<unknown>;
}

interface StartOptions {
  /** Of requests that say none. */
  readonly account: string;
  /** What SNS and EventBridge deliver to functions is sent to this endpoint, by the user with this key. */
  readonly url: string;
  readonly accessKeyId: string;
}

export interface Moto extends Disposable {
  /**
   * Takes it up, or starts it. What was acknowledged before is there again.
   * @throws NoPython when it cannot be started on this machine
   */
  readonly start: (options: StartOptions) => Promise<RunningMoto>;
}

/** A failure to start is repeated for that long: a tool makes its calls anew and at the same time. */
const failureKeptMs = 10_000;

/** @param stateFolder its state lies there, and is held by one process at a time */
export function openMoto(stateFolder: string): Moto {
  let running: Promise<RunningMoto> | undefined;
  let child: ChildProcess | undefined;
  const start = async (options: StartOptions): Promise<RunningMoto> => {
    child = await startMoto(stateFolder, options);
    const ended = once(child, 'exit').finally(() => (running = undefined));
    return { socketPath: socketOf(stateFolder), ended };
  };
  return {
    start: async (options) => {
      running ??= start(options).catch((error: unknown) => {
        setTimeout(() => (running = undefined), failureKeptMs).unref();
        throw error;
      });
      return await running;
    },
    [Symbol.dispose]: () => void child?.kill('SIGKILL'),
  };
}

function socketOf(stateFolder: string): string {
  return join(processFolder(join(stateFolder, 'targets', '@endpoint')).sockets, 'moto.sock');
}

async function startMoto(
  stateFolder: string,
  { account, url, accessKeyId }: StartOptions,
): Promise<ChildProcess> {
  const folder = motoFolder(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const environment = await prepared(stateFolder);
  const socket = socketOf(stateFolder);
  await makeSocketsFolder(dirname(socket));
  const log = openSync(join(folder, 'log'), 'a', 0o600);
  const program = join(import.meta.dirname, 'python', 'serve.py');
  const child = spawn(environment.python, ['-u', program, socket, folder, account], {
    env: { ...environment.variables, SLIPWAY_ENDPOINT: url, SLIPWAY_ACCESS_KEY: accessKeyId },
    stdio: ['pipe', 'pipe', log],
  });
  closeSync(log);
  await untilReady(child, join(folder, 'log'));
  // Neither keeps the endpoint's process alive.
  child.unref();
  return child;
}

/** What is done lies in a file meanwhile, for those who wait for the call. */
async function prepared(stateFolder: string): ReturnType<typeof provideEnvironment> {
  const file = preparationFile(stateFolder);
  try {
    return await provideEnvironment({ onProgress: (line) => writeAtomically(file, line) });
  } finally {
    rmSync(file, { force: true });
  }
}

async function untilReady(child: ChildProcess, log: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  child.once('error', (error) => reject(new NoPython(`it does not start: ${error.message}`)));
  child.once('exit', (code, signal) =>
    reject(new NoPython(`it ended with ${signal ?? `status ${code}`} before it answered; ${log} says why`)),
  );
  if (child.stdout === null) throw new Error('The output of moto is no pipe');
  createInterface({ input: child.stdout }).once('line', () => resolve(undefined));
  await promise;
}
