// The webhook of a project as it is kept, and as CodeBuild's API gives it.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf } from '../documents.ts';
import type { ServiceCall } from '../service.ts';

type Shapes = CodeBuildApi['shapes'];

export interface KeptWebhook extends Pick<
  Shapes['Webhook'],
  'branchFilter' | 'filterGroups' | 'buildType' | 'manualCreation' | 'pullRequestBuildPolicy'
> {
  readonly projectName: string;
  /** In its address: what has it may deliver, when it knows the secret as well. */
  readonly token: string;
  /** Deliveries are signed with it. */
  readonly secret: string;
  readonly secretChangedAt: number;
  readonly place: AwsPlace;
}

export const webhooks = documentsOf<KeptWebhook>('codebuild/webhook');

const folder = '/_aws/codebuild/webhooks/';

/** Where GitHub delivers to. */
function webhookUrl({ ground }: Pick<ServiceCall, 'ground'>, { token, place }: KeptWebhook): string {
  return `${ground.url}${folder}${place.account}/${place.region}/${token}`;
}

export interface WebhookAddress {
  readonly account: string;
  readonly region: string;
  readonly token: string;
}

/** Undefined for any other path. */
export function webhookAddress(path: string): WebhookAddress | undefined {
  if (!path.startsWith(folder)) return undefined;
  const [account = '', region = '', token = ''] = path.slice(folder.length).split('/');
  return { account, region, token };
}

/** The secret is in the answer to the call that has made it, and in no other. */
export function webhookOutput(
  call: ServiceCall,
  kept: KeptWebhook,
  { hasSecret }: { readonly hasSecret: boolean },
): Shapes['Webhook'] {
  const { branchFilter, filterGroups, buildType, manualCreation, pullRequestBuildPolicy } = kept;
  const payloadUrl = webhookUrl(call, kept);
  return defined({
    url: payloadUrl,
    payloadUrl,
    secret: hasSecret ? kept.secret : undefined,
    branchFilter,
    filterGroups: filterGroups ?? [],
    buildType,
    manualCreation,
    lastModifiedSecret: new Date(kept.secretChangedAt),
    status: 'ACTIVE',
    pullRequestBuildPolicy,
  });
}
