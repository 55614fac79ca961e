// What services of AWS call with the roles that a pipeline gives them, as one action runs: the pipeline itself, and what it asks
// to work for it. Pure. Sources: CodePipeline user guide, "Manage the CodePipeline service role"; the confused deputy pages of
// CodePipeline, CodeBuild, CodeDeploy and Amazon ECS on `aws:SourceArn`.
import type { ActionType } from '../action-type.ts';
import { defined } from '../../lib/defined.ts';
import type { Definition } from '../definition.ts';
import type { ActionDeclaration } from '../pipeline.ts';
import { placeOfPipeline, type AwsPlace } from '../place.ts';
import { pipelineArn } from '../shipped-start.ts';
import { unknownText } from '../policy-pattern.ts';
import { bucketArn, keyArn, whereOf, type Where } from './arns.ts';
import { actionsOf, right } from './right.ts';
import type { ArtifactRights, ServiceCalls, ServiceCallsRequest } from './service-calls-shape.ts';
import { keyRights } from './shared-rights.ts';

export interface RunningAction {
  readonly declaration: ActionDeclaration;
  readonly configuration: Readonly<Record<string, string>>;
  /** Undefined for a type that is not known. */
  readonly type: ActionType | undefined;
  readonly definition: Definition;
  /** Where it works. */
  readonly place: AwsPlace;
  /** Its calls are calls of AWS's API, which are held to the role there. */
  readonly callsItself: boolean;
}

/** Empty where the pipeline has no role. */
export function serviceCallsOf(running: RunningAction): readonly ServiceCalls[] {
  const { declaration, definition, type, place, configuration } = running;
  const pipelineRole = definition.pipeline.roleArn;
  if (pipelineRole === undefined || type === undefined) return [];
  const own = declaration.roleArn;
  const roleArn = own ?? pipelineRole;
  const where = { ...whereOf(roleArn), region: place.region };
  const { environmentVariables } = declaration;
  const asked: ServiceCallsRequest = {
    configuration,
    // What commands call they call themselves.
    commands: [],
    where,
    definition,
    place,
    artifacts: artifactRights(running, where),
    ...defined({ environmentVariables }),
  };
  const isRead = type.projectOf === undefined && type.category !== 'Approval';
  const done: ServiceCalls = {
    roleArn,
    before: [
      ...(running.callsItself ? [] : (type.rights?.(asked).rights ?? [])),
      ...(isRead ? asked.artifacts.gets : []),
    ],
    after: isRead ? asked.artifacts.puts : [],
  };
  const byService = {
    service: 'codepipeline',
    sourceArn: pipelineArn(definition.pipeline.name, placeOfPipeline(definition.pipeline)),
  } as const;
  const others = type.serviceCalls?.(asked) ?? [];
  if (own === undefined) return [{ ...byService, ...done }, ...others];
  const assumes = { roleArn: pipelineRole, before: [right('sts:AssumeRole', own)], after: [] };
  return [{ ...byService, ...assumes }, done, ...others];
}

/**
 * Policies of artifact buckets refuse other uploads (CodePipeline user guide, "Configure server-side encryption"). Only AWS knows the
 * key that has an alias.
 */
function encryptedWith(where: Where, key: string | undefined): Readonly<Record<string, string>> {
  const encrypted = { 's3:x-amz-server-side-encryption': 'aws:kms' };
  if (key === undefined) return encrypted;
  const arn = /(?:^|:)alias\//.test(key) ? unknownText : keyArn(where, key);
  return { ...encrypted, 's3:x-amz-server-side-encryption-aws-kms-key-id': arn };
}

/** In the folder of each artifact: CodePipeline gives every object a name of its own. */
function artifactRights(
  { declaration, definition: { pipeline }, place, type }: RunningAction,
  where: Where,
): ArtifactRights {
  const store = pipeline.artifactStores?.[place.region] ?? pipeline.artifactStore;
  if (store === undefined) return { gets: [], puts: [] };
  const bucket = bucketArn(where, store.location);
  const objects = (artifacts: readonly { readonly name: string }[]) =>
    artifacts.map(({ name }) => `${bucket}/${pipeline.name.slice(0, 20)}/${name.slice(0, 10)}/*`);
  const key = store.encryptionKey?.id;
  const { inputArtifacts = [], outputArtifacts = [] } = declaration;
  const isSource = type?.category === 'Source';
  return {
    gets: [
      ...(inputArtifacts.length === 0
        ? []
        : [
            right(actionsOf('s3', 'GetObject', 'GetObjectVersion'), objects(inputArtifacts)),
            ...keyRights(where, key, ['kms:Decrypt']),
          ]),
      // The pipeline asks whether its own bucket keeps versions.
      ...(isSource ? [right('s3:GetBucketVersioning', bucket)] : []),
    ],
    puts:
      outputArtifacts.length === 0
        ? []
        : [
            right('s3:PutObject', objects(outputArtifacts), { context: encryptedWith(where, key) }),
            ...keyRights(where, key, ['kms:GenerateDataKey']),
          ],
  };
}
