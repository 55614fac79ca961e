// How far the machine of a build is apart from this one.
import type { Buildspec } from '../../model/build.ts';
import type { MachineIsolation } from '../../process/machine/machine.ts';
import { namespaceSupport } from '../../process/machine/namespace-support.ts';
import type { BuildOptions } from './build-options.ts';
import type { Build } from './build.ts';
import { machinesFolder } from './build-machine.ts';

export interface ChosenMachine {
  readonly isolation: MachineIsolation;
  /** Why it is not the best one that there is; absent when it is, or was asked for. */
  readonly because?: string;
}

/** What can be known before the buildspec is read. */
export async function possibleMachine(
  statePath: string,
  { isolation, executor = 'process' }: Pick<BuildOptions, 'isolation' | 'executor'>,
): Promise<ChosenMachine & { readonly missing?: string }> {
  if (executor !== 'process') return { isolation: 'container' };
  if (isolation === 'none') return { isolation: 'none' };
  if (isolation === 'process') return { isolation: 'folder' };
  const { missing } = await namespaceSupport(machinesFolder(statePath));
  if (missing === undefined) return { isolation: 'namespace' };
  return { isolation: 'folder', because: `a file tree of its own is not possible here: ${missing}`, missing };
}

/**
 * A container engine of this machine sees this machine's files and not those of a build, so what commands give to it
 * (folders to mount, images of Podman) must lie where it looks.
 */
export function chooseMachine(possible: ChosenMachine, build: Build, buildspec: Buildspec): ChosenMachine {
  if (possible.isolation !== 'namespace') return possible;
  if (build.project.environment.privilegedMode === true)
    return {
      isolation: 'folder',
      because: 'its project sets privilegedMode, and a container engine of this machine must see its files',
    };
  const named = engineNamed(buildspec);
  if (named === undefined) return possible;
  return {
    isolation: 'folder',
    because: `it calls ${named}, and a container engine of this machine must see its files`,
  };
}

const engines = /(?:^|[\s;&|(`"'/])(docker|podman|buildah|nerdctl|docker-compose)(?=$|[\s;&|)`"'])/;

function engineNamed({ phases }: Buildspec): string | undefined {
  for (const { commands, finally: last } of Object.values(phases))
    for (const command of [...commands, ...last]) {
      const named = engines.exec(command)?.[1];
      if (named !== undefined) return named;
    }
  return undefined;
}
