// The account and region that a pipeline lives in: the one place that knows them. Pure.
import { defined } from '../lib/defined.ts';
import { parseArn } from './arn.ts';
import type { ActionDeclaration, PipelineDeclaration } from './pipeline.ts';

export interface AwsPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** AWS's own example, for a pipeline whose role says no account. */
export const exampleAccount = '111122223333';
const defaultRegion = 'us-east-1';

/** From the pipeline's role and the ARNs in its declaration; what they do not say is filled with AWS's examples. */
export function placeOfPipeline(pipeline: Partial<PipelineDeclaration>): AwsPlace {
  return { partition: 'aws', account: exampleAccount, region: defaultRegion, ...namedPlace(pipeline) };
}

/** What the pipeline itself says of its place, and nothing else. */
export function namedPlace(pipeline: Partial<PipelineDeclaration>): Partial<AwsPlace> {
  const { partition, account } = roleOf(pipeline.roleArn) ?? {};
  return defined({ partition, account, region: pipeline.madeIn ?? regionOf(pipeline) });
}

/** The same, in the region of an action that names one. */
export function placeOfAction(
  pipeline: PipelineDeclaration,
  { region }: Pick<ActionDeclaration, 'region'>,
): AwsPlace {
  const place = placeOfPipeline(pipeline);
  return region === undefined ? place : { ...place, region };
}

function roleOf(roleArn = '') {
  const arn = parseArn(roleArn);
  return arn?.service === 'iam' && /^\d{12}$/.test(arn.account) ? arn : undefined;
}

/** Every action asks, and a declaration of a hundred jobs is long: it is searched once. */
const regions = new WeakMap<Partial<PipelineDeclaration>, string | null>();

function regionOf(pipeline: Partial<PipelineDeclaration>): string | undefined {
  let region = regions.get(pipeline);
  if (region === undefined) regions.set(pipeline, (region = regionIn(pipeline) ?? null));
  return region ?? undefined;
}

/** Of the first ARN anywhere in it that has a region. */
function regionIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const region = parseArn(value)?.region ?? '';
    return regionName.test(region) ? region : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const each of Object.values(value)) {
    const found = regionIn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;
