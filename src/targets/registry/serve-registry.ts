// Runs the registry as a child of this process, on a port that stays the same. It ends with this process, however that
// ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { portCandidates } from '../host/host-port.ts';
import { listensOn } from '../daemon/listen-on-one.ts';
import type { RegistrySource } from './protocol.ts';

/** What a killed predecessor left ends a moment after it. */
const keptPortWithinMs = 2000;

export interface ServedRegistry {
  readonly port: number;
  /** Resolves when the registry has ended by itself. */
  readonly ended: Promise<void>;
}

/** @param folder below the state folder's `targets/`: images, configuration and port lie in it */
export async function serveRegistry(source: RegistrySource, folder: string): Promise<ServedRegistry> {
  mkdirSync(join(folder, 'store'), { recursive: true });
  for await (const port of freePorts(folder)) {
    const child = start(source, { folder, port });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (!(await answers(port, child))) continue;
    writeFileSync(join(folder, 'port'), String(port));
    return { port, ended };
  }
  throw new Error('no port of 127.0.0.1 is free');
}

async function* freePorts(folder: string): AsyncGenerator<number> {
  const file = join(folder, 'port');
  if (existsSync(file)) {
    const kept = Number(readFileSync(file, 'utf8'));
    const deadline = Date.now() + keptPortWithinMs;
    while (!(await isFree(kept)) && Date.now() < deadline) await delay(20);
    if (await isFree(kept)) yield kept;
  }
  let tried = 0;
  for (const port of portCandidates(folder)) {
    if (!(await isFree(port))) continue;
    yield port;
    tried += 1;
    // What cannot start on so many ports cannot start.
    if (tried === mostStarts) throw new Error('the registry does not start');
  }
}

const mostStarts = 3;

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isOurs = await listensOn(server, port);
  if (isOurs) await new Promise((resolve) => server.close(resolve));
  return isOurs;
}

/** False when it has ended instead. */
async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const isThere = await fetch(`http://127.0.0.1:${port}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return true;
    await delay(10);
  }
}

/**
 * A shell stands between: it hears by its input that this process is gone, also when that was killed, and ends what it
 * started.
 */
const holder = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ read -r _ <&3; eval "$SLIPWAY_ENDING"; kill -9 "$child"; } >/dev/null 2>&1 &
reader=$!
exec 3<&-
wait "$child"
status=$?
kill "$reader" 2>/dev/null
exit "$status"
`;

function start(
  source: RegistrySource,
  place: { readonly folder: string; readonly port: number },
): ChildProcess {
  const { command, ending } =
    source.kind === 'program' ? ofProgram(source, place) : ofContainer(source, place);
  // Each line of its own goes to the log of this process.
  return spawn('/bin/sh', ['-c', holder, 'registry', ...command], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none', SLIPWAY_ENDING: ending },
  });
}

interface Start {
  readonly command: readonly string[];
  /** A shell command that ends what the end of the child alone would not. */
  readonly ending: string;
}

interface Place {
  readonly folder: string;
  readonly port: number;
}

function ofProgram({ file }: { readonly file: string }, { folder, port }: Place): Start {
  const config = join(folder, 'config.yml');
  // JSON is YAML.
  const settings = {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'store') }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}`, secret: randomUUID() },
  };
  writeFileSync(config, JSON.stringify(settings));
  return { command: [file, 'serve', config], ending: '' };
}

function ofContainer(
  { file, image }: { readonly file: string; readonly image: string },
  { folder, port }: Place,
): Start {
  const name = `slipway-registry-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  const quoted = `'${file.replaceAll("'", `'\\''`)}'`;
  const ending = `${quoted} rm --force ${name}`;
  const run = [
    ['run', '--rm', '--pull', 'never', '--security-opt', 'label=disable'],
    ['--name', name],
    ['--publish', `127.0.0.1:${port}:5000`],
    ['--volume', `${join(folder, 'store')}:/var/lib/registry`],
    ['--env', 'REGISTRY_LOG_LEVEL=warn'],
    ['--env', `REGISTRY_HTTP_SECRET=${randomUUID()}`],
    ['--env', 'OTEL_TRACES_EXPORTER=none'],
    [image],
  ].flat();
  // One that a killed predecessor left has the name.
  const script = `${ending} >/dev/null 2>&1; exec ${quoted} "$@"`;
  return { command: ['/bin/sh', '-c', script, 'registry', ...run], ending };
}
