// What an engine's store knows of an image.
import { callEngine, type ContainerEngine } from '../../process/container-engine.ts';

export interface BuildImage {
  readonly engine: ContainerEngine;
  /** As the engine knows it. */
  readonly name: string;
  readonly id: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  /** `REPOSITORY@DIGEST` of the registries that the store knows to have it. */
  readonly repoDigests: readonly string[];
}

/** Undefined when the store does not have it. */
export async function inspectImage(engine: ContainerEngine, name: string): Promise<BuildImage | undefined> {
  const { exitCode, output } = await callEngine(engine, ['image', 'inspect', name]);
  if (exitCode !== 0) return undefined;
  const [image] = JSON.parse(output) as readonly InspectedImage[];
  if (image === undefined) return undefined;
  const entries = (image.Config?.Env ?? []).map((text): readonly [string, string] => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return {
    engine,
    name,
    id: image.Id,
    environment: Object.fromEntries(entries),
    entrypoint: image.Config?.Entrypoint ?? [],
    repoDigests: image.RepoDigests ?? [],
  };
}

interface InspectedImage {
  readonly Id: string;
  readonly RepoDigests?: readonly string[] | null;
  readonly Config?: {
    readonly Env?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
  };
}
