// The container engine for what runs in containers whatever was chosen for builds: images and tasks.
import type { ContainerEngine } from '../process/container-engine.ts';
import { engineOf } from './build/build-image.ts';
import type { BuildOptions } from './build/build-options.ts';

/** What to do when none answers. */
export const containerEngineRemedy = 'Install Docker or Podman and start it: "docker info" must answer.';

/** What was chosen for builds; without a choice whatever answers, Docker first. */
export async function findContainerEngine({
  executor = 'process',
}: Pick<BuildOptions, 'executor'>): Promise<ContainerEngine | undefined> {
  if (executor !== 'process') return await engineOf(executor);
  return (await engineOf('docker')) ?? (await engineOf('podman'));
}
