// Sources that a container sees through a layer, as a machine in namespaces does: the store's tree below, what the build
// writes above.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { machineLayer } from '../../process/machine/skeleton.ts';
import { machineFolder, type BuildFolders } from './build-folders.ts';
import { sourceLayer } from './build-machine.ts';
import type { PlacedSource } from './source-places.ts';

const firstMajor = 4;

/**
 * Podman of root mounts layers itself, from version 4 on with an upper folder of the caller (podman-run(1), `--volume`,
 * "Overlay Volume Mounts"). Docker has no such mounts, and what a rootless engine mounts this process may not read: there
 * the build gets a copy.
 */
export function canLayer({ name, version }: ContainerEngine): boolean {
  return name === 'podman' && process.getuid?.() === 0 && Number.parseInt(version) >= firstMajor;
}

export interface ContainerLayers {
  /** For the engine's `run`. */
  readonly options: readonly string[];
  /** Where a path of the container lies for this process, as long as it runs. */
  readonly outside: (path: string) => string;
}

/** The layers of all sources that are not copied into the folders of the build. */
export function containerLayers(folders: BuildFolders, sources: readonly PlacedSource[]): ContainerLayers {
  const layered = sources.flatMap(({ checkout }, number) =>
    checkout === undefined ? [] : [{ lower: checkout.folder, path: folders.source(number), number }],
  );
  if (layered.length === 0) return { options: [], outside: (path) => path };
  const pidFile = join(machineFolder(folders), 'pid');
  const volumes = layered.map(({ lower, path, number }) => {
    const { upper, work } = machineLayer(sourceLayer(number));
    const [upperFolder, workFolder] = [upper, work].map((name) => join(machineFolder(folders), name));
    for (const folder of [path, workFolder ?? '']) mkdirSync(folder, { recursive: true });
    return `${lower}:${path}:O,upperdir=${upperFolder},workdir=${workFolder}`;
  });
  let pid: string | undefined;
  return {
    options: ['--pidfile', pidFile, ...volumes.flatMap((volume) => ['--volume', volume])],
    outside: (path) => {
      pid ??= readFileSync(pidFile, 'utf8').trim();
      return join(`/proc/${pid}/root`, path);
    },
  };
}
