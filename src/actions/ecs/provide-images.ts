// The images of a task definition, in the store of the engine before anything starts: every task of a deployment runs the
// same ones, wherever their tags move meanwhile (Amazon ECS developer guide, "Container image resolution").
import { ecrImageOf, isLoopback, localReference } from '../../model/image-reference.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { callEngine } from '../../process/container-engine.ts';
import { openRegistry } from '../../targets/registry/open-registry.ts';
import { inspectImage } from '../codebuild/build-image.ts';
import type { ActionContext } from '../provider.ts';

type Place = Pick<ActionContext, 'log' | 'signal' | 'state'>;

/** By the container's name: what the engine knows the image by. */
export async function provideImages(
  { containers }: Pick<TaskDefinition, 'containers'>,
  engine: ContainerEngine,
  place: Place,
): Promise<{ readonly ids: Readonly<Record<string, string>> } | { readonly wrong: string }> {
  const ids: Record<string, string> = {};
  for (const { name, image } of containers) {
    const found = (await fromRegistry(image, engine, place)) ?? (await inspectImage(engine, image));
    if (found === undefined) {
      const { exitCode, output } = await pull(image, engine, place);
      if (exitCode !== 0)
        return { wrong: `CannotPullContainerError: ${output.trim().split('\n').at(-1) ?? image}` };
    }
    const provided = found ?? (await inspectImage(engine, image));
    if (provided === undefined) return { wrong: `CannotPullContainerError: ${image} is not there` };
    ids[name] = provided.id;
  }
  return { ids };
}

/** What was pushed last, for an image of ECR. Undefined when the registry of this machine does not have it. */
async function fromRegistry(image: string, engine: ContainerEngine, place: Place) {
  if (ecrImageOf(image) === undefined) return undefined;
  const { log, signal, state } = place;
  const registry = await openRegistry({
    targetsFolder: await state.folder('targets'),
    signal,
    tell: (line) => log.line(line),
  });
  if ('reason' in registry) {
    log.line(`${image} is looked for in the store of ${engine.name}: ${registry.reason}`);
    return undefined;
  }
  const local = localReference(registry.address, image);
  const trust = engine.name === 'podman' && isLoopback(registry.address) ? ['--tls-verify=false'] : [];
  const { exitCode } = await pull(local, engine, place, trust);
  return exitCode === 0 ? inspectImage(engine, local) : undefined;
}

async function pull(
  image: string,
  engine: ContainerEngine,
  { log, signal }: Place,
  options: readonly string[] = [],
) {
  log.line(`Pulling ${image}`);
  return callEngine(engine, ['pull', ...options, image], { signal, onOutput: (bytes) => log.write(bytes) });
}
