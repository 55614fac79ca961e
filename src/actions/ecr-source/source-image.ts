// The ECR source action (CodePipeline user guide, "Amazon ECR source action reference"): which image a tag names, in
// imageDetail.json. The image itself stays where it is.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ecrRegistry } from '../../model/image-reference.ts';
import { openRegistry, pushedTagFile } from '../../targets/registry/open-registry.ts';
import { repositoriesOf, tagsOfDigest, type RegistryImage } from '../../targets/registry/read-image.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import { findImage } from './find-image.ts';

export const sourceImage: RunOf<object> = async (context) => {
  const { configuration, place, log, signal, state, sourceRevision } = context;
  const { RepositoryName = '', ImageTag = 'latest' } = configuration;
  const { account, region } = place;
  const { host } = ecrRegistry(account, region);
  const targetsFolder = await state.folder('targets');
  const registry = await openRegistry({ targetsFolder, signal, onProgress: (line) => log.line(line) });
  if ('reason' in registry)
    return unavailable(`There is no registry here: ${registry.reason}`, registry.remedy);
  const repository = `${host}/${RepositoryName}`;
  const name = sourceRevision === undefined ? `${repository}:${ImageTag}` : `${repository}@${sourceRevision}`;
  const { address } = registry;
  const found = await findImage(address, repository, sourceRevision ?? ImageTag);
  if (found.kind === 'silent')
    return unavailable(
      `The registry at ${address} does not answer: ${found.because}`,
      'Start it, or name another one with SLIPWAY_REGISTRY=HOST:PORT.',
    );
  if (found.kind === 'none')
    return unavailable(
      `${name} is not in the registry of this machine`,
      await remedyFor(address, RepositoryName),
    );
  const { image } = found;
  const ImageURI = `${repository}@${image.digest}`;
  const detail = {
    ImageSizeInBytes: String(image.sizeBytes),
    ImageDigest: image.digest,
    Version: '1.0',
    ImagePushedAt: await pushedAt(context, targetsFolder, { repository, tag: ImageTag }),
    RegistryId: account,
    RepositoryName,
    ImageURI,
    ImageTags: await tagsOfDigest(address, repository, image.digest),
  };
  log.line(`${name} is ${image.digest}, ${image.sizeBytes} bytes`);
  return {
    status: 'Succeeded',
    outputVariables: { RegistryId: account, RepositoryName, ImageTag, ImageDigest: image.digest, ImageURI },
    outputArtifacts: await artifacts(context, detail, image),
    externalExecutionId: image.digest,
    summary: name,
  };
};

/**
 * Known by the registry of the state folder; another one does not have it, and the time of the request is given
 * instead.
 */
async function pushedAt(
  { now }: ActionContext<object>,
  targetsFolder: string,
  place: { readonly repository: string; readonly tag: string },
): Promise<string> {
  const file = await stat(pushedTagFile(targetsFolder, place)).catch(() => undefined);
  // As in `Mon Jan 21 20:04:00 UTC 2019`.
  const [, day = '', date, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/.exec((file?.mtime ?? new Date(now())).toUTCString()) ?? [];
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}

async function artifacts(
  { declaration, state, workFolder }: ActionContext<object>,
  detail: object,
  { digest }: RegistryImage,
) {
  const folder = join(workFolder, 'detail');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'imageDetail.json'), JSON.stringify(detail));
  const stored = await state.artifacts.save(folder);
  return (declaration.outputArtifacts ?? []).map(({ name }) => ({ name, ...stored, revisionId: digest }));
}

/** The same repository may have been pushed under another account or region. */
async function remedyFor(address: string, repositoryName: string): Promise<string> {
  const others = (await repositoriesOf(address)).filter((name) => name.endsWith(`/${repositoryName}`));
  return others.length === 0
    ? 'Push it first: by a build, or by an ECRBuildAndPublish action.'
    : `It has ${others.join(', ')}: push under the account of the pipeline's role and the region of the action.`;
}

function unavailable(message: string, remedy: string): ActionResult {
  return { status: 'Failed', error: { code: 'RevisionUnavailable', message, remedy } };
}
