// A file of an input artifact that a key of a configuration names: `Artifact::path`.
import type { ArtifactReference } from '../model/progress.ts';
import type { ActionContext } from './provider.ts';

/** What the user gave is wrong: the action fails with it. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** `Artifact::path` */
export async function artifactText(
  context: ActionContext<object>,
  key: string,
  value: string,
): Promise<string> {
  const [name = '', path = ''] = value.split('::');
  const bytes = await context.state.artifacts.readFile(artifactNamed(context, name, key).digest, path);
  if (bytes === undefined) throw new InputError(`${key}: the artifact ${name} has no file "${path}"`);
  return Buffer.from(bytes).toString('utf8');
}

export function artifactNamed(
  { inputArtifacts }: ActionContext<object>,
  name: string,
  key: string,
): ArtifactReference {
  const found = inputArtifacts.find((artifact) => artifact.name === name);
  if (found === undefined)
    throw new InputError(`${key} names the artifact "${name}", which is no input of the action`);
  return found;
}
