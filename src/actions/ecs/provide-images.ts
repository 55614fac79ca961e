// The images of a task definition, in the store of the engine before anything starts: every task of a deployment runs the
// same ones, wherever their tags move meanwhile (Amazon ECS developer guide, "Container image resolution").
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { callEngine } from '../../process/container-engine.ts';
import { inspectImage } from '../codebuild/build-image.ts';
import type { ActionContext } from '../provider.ts';

/** By the container's name: what the engine knows the image by. */
export async function provideImages(
  { containers }: Pick<TaskDefinition, 'containers'>,
  engine: ContainerEngine,
  { log, signal }: Pick<ActionContext, 'log' | 'signal'>,
): Promise<{ readonly ids: Readonly<Record<string, string>> } | { readonly wrong: string }> {
  const ids: Record<string, string> = {};
  for (const { name, image } of containers) {
    const found = await inspectImage(engine, image);
    if (found === undefined) {
      log.line(`Pulling ${image}`);
      const { exitCode, output } = await callEngine(engine, ['pull', image], {
        signal,
        onOutput: (bytes) => log.write(bytes),
      });
      if (exitCode !== 0)
        return { wrong: `CannotPullContainerError: ${output.trim().split('\n').at(-1) ?? image}` };
    }
    const provided = found ?? (await inspectImage(engine, image));
    if (provided === undefined) return { wrong: `CannotPullContainerError: ${image} is not there` };
    ids[name] = provided.id;
  }
  return { ids };
}
