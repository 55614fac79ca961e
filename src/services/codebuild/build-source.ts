// Where the source of a build that a call starts comes from here.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pushedFolder } from '../../actions/source/source-place.ts';
import type { BuildProject } from '../../model/build.ts';
import { folderProvider } from '../../model/folder-provider.ts';
import type { StartedBuild } from '../../model/started-build.ts';
import type { ServiceCall } from '../service.ts';
import { invalidProject } from './project-record.ts';

type Source = Pick<StartedBuild, 'source' | 'place'>;

const folderAction = {
  actionTypeId: { category: 'Source', owner: 'Custom', provider: folderProvider, version: '1' },
} as const;

/** @throws AwsError for a source that no build here can have */
export function sourceOfBuild(call: ServiceCall, { source, sourceVersion }: BuildProject): Source {
  const { location = '' } = source;
  switch (source.type) {
    case 'NO_SOURCE':
      return { source: folderAction, place: emptyFolder(call) };
    case 'S3':
      return objectSource(location);
    case 'CODEPIPELINE':
      throw invalidProject(
        'Cannot start a build of a project with source type CODEPIPELINE: a pipeline gives its source',
      );
    case 'CODECOMMIT':
      return { source: folderAction, place: pushed(call, location, sourceVersion) };
    default:
      return { source: folderAction, place: cloned(call, location, sourceVersion) };
  }
}

function emptyFolder({ ground }: ServiceCall): string {
  const folder = join(ground.stateFolder, 'made-by-api', 'no-source');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** `bucket/path/of/object.zip`, or its ARN. */
function objectSource(location: string): Source {
  const [, bucket, key] = /^(?:arn:[^:]*:s3:::)?([^/]+)\/(.+)$/.exec(location) ?? [];
  if (bucket === undefined || key === undefined)
    throw invalidProject(`Invalid project source: location must be valid for source type S3: ${location}`);
  if (key.endsWith('/'))
    throw invalidProject('Slipway builds a source in S3 that is a zip, and no folder of objects');
  return {
    source: {
      actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
      configuration: { S3Bucket: bucket, S3ObjectKey: key },
    },
  };
}

/** `https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME`: what was pushed to this machine, and never AWS's. */
function pushed({ ground }: ServiceCall, location: string, version: string | undefined): string {
  const name = location.slice(location.lastIndexOf('/') + 1);
  const folder = pushedFolder(ground.stateFolder, { RepositoryName: name });
  if (folder !== undefined) return withRef(folder, version);
  throw invalidProject(
    `This machine has no repository "${name}": push it to slipway up, or override the location of the source`,
  );
}

/** What was pushed to this machine under the name goes before the server's. */
function cloned({ ground }: ServiceCall, location: string, version: string | undefined): string {
  const name = /[/:]([^/:]+\/[^/]+?)(?:\.git)?$/.exec(location)?.[1];
  const folder =
    name === undefined ? undefined : pushedFolder(ground.stateFolder, { FullRepositoryId: name });
  return withRef(folder ?? location, version);
}

function withRef(place: string, version: string | undefined): string {
  if (version === undefined || version === '') return place;
  // StartBuild takes the pull request of GitHub by its number (CodeBuild API reference, sourceVersion).
  const ref = version.replace(/^pr\/(\d+)$/, 'refs/pull/$1/head');
  return `${place}#${ref}`;
}
