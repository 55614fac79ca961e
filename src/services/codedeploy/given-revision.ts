// The revision that a call of CreateDeployment gives, and where the deployment finds it (CodeDeploy API reference, RevisionLocation).
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pushedFolder } from '../../actions/source/source-place.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { ComputePlatform } from '../../model/deployment.ts';
import type { StartedDeployment } from '../../model/started-deployment.ts';
import { storedBytes } from '../s3/stored-object.ts';
import { refuse, type ServiceCall } from '../service.ts';

type Shapes = CodeDeployApi['shapes'];
type Place = Pick<StartedDeployment, 'bucket' | 'key' | 'version' | 'place'>;

/** @throws AwsError for one that no deployment here can have */
export async function placeOfRevision(
  call: ServiceCall,
  location: Shapes['RevisionLocation'] | undefined,
  platform: ComputePlatform,
): Promise<Place> {
  if (location === undefined)
    throw refuse<CodeDeployApi>('RevisionRequiredException', 'The revision is required');
  const content = location.appSpecContent?.content ?? location.string?.content;
  if (content !== undefined) return given(call, content, { platform, location });
  if (location.gitHubLocation !== undefined) return inGit(call, location.gitHubLocation, platform);
  return await inS3(call, location.s3Location ?? {}, platform);
}

function invalid(message: string) {
  return refuse<CodeDeployApi>('InvalidRevisionException', message);
}

interface Given {
  readonly platform: ComputePlatform;
  readonly location: Shapes['RevisionLocation'];
}

function given(call: ServiceCall, content: string, { platform, location }: Given): Place {
  if (platform === 'Server')
    throw invalid(
      'Revisions of the compute platform Server are in S3 or GitHub: an appspec alone has no files',
    );
  const { sha256 } = location.appSpecContent ?? location.string ?? {};
  if (sha256 !== undefined && sha256.toLowerCase() !== digestOf(content))
    throw invalid('The SHA256 hash value of the revision content does not match');
  return { place: appSpecFolder(call, content) };
}

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The folder that is the revision, with the appspec in it. */
function appSpecFolder({ ground }: ServiceCall, content: string): string {
  const folder = join(ground.stateFolder, 'made-by-api', 'appspec', digestOf(content));
  mkdirSync(folder, { recursive: true });
  const name = content.trimStart().startsWith('{') ? 'appspec.json' : 'appspec.yaml';
  writeAtomically(join(folder, name), content);
  return folder;
}

function inGit(
  { ground }: ServiceCall,
  { repository = '', commitId = '' }: Shapes['GitHubLocation'],
  platform: ComputePlatform,
): Place {
  if (platform !== 'Server')
    throw invalid(`Revisions of the compute platform ${platform} are no repositories`);
  if (repository === '' || commitId === '')
    throw invalid('Give the repository and the commitId of the revision');
  const pushed = pushedFolder(ground.stateFolder, { FullRepositoryId: repository });
  return { place: `${pushed ?? `https://github.com/${repository}.git`}#${commitId}` };
}

async function inS3(
  call: ServiceCall,
  { bucket, key, bundleType = 'zip', version }: Shapes['S3Location'],
  platform: ComputePlatform,
): Promise<Place> {
  if (bucket === undefined || key === undefined)
    throw invalid('The revision has no location: give an s3Location with bucket and key');
  if (bundleType === 'zip') return { bucket, key, ...defined({ version }) };
  const isAppSpec = bundleType === 'YAML' || bundleType === 'JSON';
  if (!isAppSpec) throw invalid(`Slipway unpacks revisions of the type zip, not ${bundleType}`);
  if (platform === 'Server')
    throw invalid(`Revisions of the compute platform Server are bundles, and not of the type ${bundleType}`);
  const found = await storedBytes(call, { bucket, key, versionId: version });
  if (isFailed(found))
    throw refuse<CodeDeployApi>(
      'RevisionDoesNotExistException',
      `s3://${bucket}/${key}: ${found.failed.code}: ${found.failed.message}`,
    );
  return { place: appSpecFolder(call, Buffer.from(found.bytes).toString('utf8')) };
}
