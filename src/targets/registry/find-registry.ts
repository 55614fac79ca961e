// What can serve images on this machine: the registry of the Distribution project, as a program or as an image.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { callEngine, findContainerEngine, type ContainerEngine } from '../../process/container-engine.ts';
import { runCommand } from '../../process/run-command.ts';
import type { RegistrySource } from './protocol.ts';

/** Debian and Ubuntu call it `docker-registry`, because others are called `registry` too. */
const programs = ['docker-registry', 'registry'];

const images = ['registry:2', 'registry:3'];

/** Pulling it takes seconds, or the network is not there. */
const pullTimeoutMs = 120_000;

export interface NoRegistry {
  readonly reason: string;
  readonly remedy: string;
}

const remedy =
  'Install docker-registry (Debian, Ubuntu) or the Distribution registry, start an engine that has registry:2, or name one with SLIPWAY_REGISTRY=HOST:PORT';

/**
 * A program first, because it needs no engine; elsewhere than on Linux engines live in a machine of their own that does
 * not see the ports of this one, but reaches those of its own containers.
 */
export async function findRegistry({
  signal,
  onProgress,
}: {
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}): Promise<RegistrySource | NoRegistry> {
  const ways = [findProgram, async () => findImage({ signal, onProgress })];
  let missing: NoRegistry = { reason: 'there is no registry program on PATH', remedy };
  for (const way of process.platform === 'linux' ? ways : ways.toReversed()) {
    const found = await way();
    if (found !== undefined && 'kind' in found) return found;
    missing = found ?? missing;
  }
  return missing;
}

async function findProgram(): Promise<RegistrySource | undefined> {
  for (const file of programs.flatMap(onPath)) if (await isRegistry(file)) return { kind: 'program', file };
  return undefined;
}

function onPath(name: string): readonly string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Other programs are called `registry` too. */
async function isRegistry(file: string): Promise<boolean> {
  const said: Uint8Array[] = [];
  await runCommand({
    file,
    args: ['--version'],
    cwd: '/',
    env: {},
    mark: 'registry',
    endsOn: 'exit',
    timeoutMs: 10_000,
    onOutput: (bytes) => said.push(bytes),
  });
  return /\/distribution\b/.test(Buffer.concat(said).toString('utf8'));
}

async function findImage({
  signal,
  onProgress,
}: Parameters<typeof findRegistry>[0]): Promise<RegistrySource | NoRegistry> {
  const chosen = process.env['SLIPWAY_CONTAINER_ENGINE'];
  const file = chosen === '' ? undefined : chosen;
  const engine = (await findContainerEngine('docker', file)) ?? (await findContainerEngine('podman', file));
  if (engine === undefined)
    return { reason: 'there is no registry program on PATH, and no engine that could run one', remedy };
  const image = (await heldImage(engine)) ?? (await pulledImage(engine, { signal, onProgress }));
  if (image !== undefined) return { kind: 'container', file: engine.file, image };
  const reason = `there is no registry program on PATH, and ${engine.name} has no image ${images.join(' or ')} and could not pull one`;
  return { reason, remedy };
}

async function heldImage(engine: ContainerEngine): Promise<string | undefined> {
  for (const image of images) {
    const { exitCode } = await callEngine(engine, ['image', 'inspect', image]);
    if (exitCode === 0) return image;
  }
  return undefined;
}

async function pulledImage(
  engine: ContainerEngine,
  { signal, onProgress }: Parameters<typeof findRegistry>[0],
): Promise<string | undefined> {
  // Podman asks which registry is meant by a name without one.
  const [image = ''] = images;
  const name = engine.name === 'podman' ? `docker.io/library/${image}` : image;
  onProgress(`Pulling ${name}, to replace ECR`);
  const { exitCode } = await callEngine(engine, ['pull', name], { signal, timeoutMs: pullTimeoutMs });
  return exitCode === 0 ? name : undefined;
}
