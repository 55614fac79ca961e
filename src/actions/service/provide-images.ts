// The images of a task definition, in the store of the engine before anything starts: every task of a deployment runs the
// same ones, wherever their tags move meanwhile (Amazon ECS developer guide, "Container image resolution").
import { isFailed } from '../../lib/result.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { pullImage } from '../pull-image.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';

export interface ProvidedImages {
  /** By the container's name: what the engine knows the image by. */
  readonly imageIds: Readonly<Record<string, string>>;
  /** By the container's name: why there is no image for it. Its tasks fail, as on AWS. */
  readonly pullFailures: Readonly<Record<string, string>>;
}

export async function provideImages(
  { containers }: Pick<TaskDefinition, 'containers'>,
  engine: ContainerEngine,
  {
    log,
    signal,
    state,
    report,
  }: Pick<ActionContext<DeploymentOptions>, 'log' | 'signal' | 'state' | 'report'>,
): Promise<ProvidedImages> {
  const targetsFolder = await state.folder('targets');
  const imageIds: Record<string, string> = {};
  const pullFailures: Record<string, string> = {};
  for (const { name, image } of containers) {
    const pulled = await pullImage(image, engine, { targetsFolder, signal, log });
    signal.throwIfAborted();
    if (isFailed(pulled)) {
      pullFailures[name] = `${image}: ${pulled.failed}`;
      continue;
    }
    imageIds[name] = pulled.image.id;
    if (pulled.unasked !== undefined)
      report({ kind: 'NotExecuted', what: `the pull of ${image}`, reason: pulled.unasked });
  }
  return { imageIds, pullFailures };
}
