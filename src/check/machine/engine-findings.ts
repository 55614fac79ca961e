// Whether this machine can run what a definition needs a container engine for, reported before anything runs.
import { findContainerEngine, containerEngineRemedy } from '../../actions/find-container-engine.ts';
import type { Providers } from '../../actions/registry.ts';
import type { Definition } from '../../model/definition.ts';
import { actionsOf, nameOf } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';

/** Asks the engines only for a definition that needs one. */
export async function engineFindings(
  { pipeline }: Definition,
  providers: Providers,
): Promise<readonly Finding[]> {
  const needing = actionsOf(pipeline).filter(
    ({ action }) => providers.find(action.actionTypeId)?.runner?.needsContainers === true,
  );
  if (needing.length === 0 || (await findContainerEngine({})) !== undefined) return [];
  return needing.map((placed) => ({
    code: 'ContainerEngineNotFound',
    severity: 'warning',
    message: `The ${nameOf(placed)} needs containers, and neither Docker nor Podman answers on this machine`,
    path: [...placed.path, 'name'],
    remedy: containerEngineRemedy,
  }));
}
