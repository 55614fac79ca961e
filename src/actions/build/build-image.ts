// The image of a build: found in the engine, or pulled. CodeBuild does that in PROVISIONING, and so does this.
import { isFailed, type Result } from '../../lib/result.ts';
import { ecrImageOf } from '../../model/image-reference.ts';
import { callEngine, findContainerEngine, type ContainerEngine } from '../../process/container-engine.ts';
import { engineCause } from '../../process/engine-cause.ts';
import { pullImage } from '../pull-image.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { inspectImage, type BuildImage } from './inspect-image.ts';

/** What to do about an engine that does not answer. */
export const engineRemedy =
  'Install Docker or Podman and start it (docker info must answer), or leave out --executor';

export async function provideImage(build: Build): Promise<Result<BuildImage, PhaseOutcome>> {
  const { executor = 'process' } = build.context.options;
  const engine = executor === 'process' ? undefined : await engineOf(executor);
  if (engine === undefined)
    return {
      failed: failedPhase('CLIENT_ERROR', `No ${executor} engine answers on this machine`, {
        remedy: engineRemedy,
      }),
    };
  const wanted = build.project.environment.image;
  build.log.line(`Running in ${wanted} on ${engine.name} ${engine.version}`);
  if (ecrImageOf(wanted) !== undefined) return await fromEcr(build, engine, wanted);
  const found = await inspectImage(engine, wanted);
  if (found !== undefined) return found;
  const place = pullName(wanted);
  build.log.line(`Pulling ${place}`);
  const pulled = await callEngine(engine, ['pull', place], {
    signal: build.context.signal,
    timeoutMs: build.deadline - build.context.now(),
    onOutput: (bytes) => build.log.output(bytes),
  });
  build.log.endOutput();
  const image = pulled.exitCode === 0 ? await inspectImage(engine, place) : undefined;
  return (
    image ?? { failed: pulled.end === 'Aborted' ? { end: 'STOPPED' } : notPulled(wanted, pulled.output) }
  );
}

async function fromEcr(
  { context, log }: Build,
  engine: ContainerEngine,
  image: string,
): Promise<Result<BuildImage, PhaseOutcome>> {
  const { signal, state } = context;
  const targetsFolder = await state.folder('targets');
  const own = { line: (text: string) => log.line(text), write: (bytes: Uint8Array) => log.output(bytes) };
  const pulled = await pullImage(image, engine, { targetsFolder, signal, log: own });
  log.endOutput();
  if (!isFailed(pulled)) return pulled.image;
  return { failed: signal.aborted ? { end: 'STOPPED' } : notPulled(image, pulled.failed) };
}

/** The engine that the user chose; SLIPWAY_CONTAINER_ENGINE names its program when that is not on PATH. */
export async function engineOf(executor: 'docker' | 'podman'): Promise<ContainerEngine | undefined> {
  const file = process.env['SLIPWAY_CONTAINER_ENGINE'];
  const key = `${executor} ${file ?? ''}`;
  const known = engines.get(key);
  if (known !== undefined) return known;
  const found = await findContainerEngine(executor, file === undefined || file === '' ? executor : file);
  if (found !== undefined) engines.set(key, found);
  return found;
}

/** An engine that has answered once is not asked again for each build. */
const engines = new Map<string, ContainerEngine>();

/** CodeBuild's own images have names that no registry knows; they are published in its public gallery. */
function pullName(image: string): string {
  return image.replace(/^aws\/codebuild\//, 'public.ecr.aws/codebuild/');
}

/** In CodeBuild's words (CodeBuild user guide, "Troubleshooting": BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE). */
function notPulled(image: string, output: string): PhaseOutcome {
  const lines = output.trim().split('\n');
  return failedPhase(
    'BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE',
    `Unable to pull customer's container image. CannotPullContainerError: ${engineCause(output) || image}`,
    {
      logTail: lines.slice(-10),
      remedy: `Build or pull "${image}" yourself, choose another with --image, or leave out --executor`,
    },
  );
}
