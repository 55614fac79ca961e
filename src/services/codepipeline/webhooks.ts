// Webhooks of pipelines: their address starts an execution, when a delivery is genuine and fits the filters. Source: CodePipeline
// API reference, PutWebhook.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation } from '../service.ts';
import { readPipeline } from './pipeline-state.ts';
import { parseFilter } from './webhook-filter.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];
type Tags = readonly Shapes['Tag'][];

export interface PipelineWebhook {
  readonly definition: Shapes['WebhookDefinition'];
  /** In its address. */
  readonly token: string;
  readonly place: AwsPlace;
  readonly tags: Tags;
  /** Milliseconds since the epoch. */
  readonly triggeredAt?: number;
}

export const pipelineWebhooks = documentsOf<PipelineWebhook>('codepipeline/webhook');

const folder = '/_aws/codepipeline/webhooks/';

/** Undefined for any other path. */
export function pipelineWebhookAddress(
  path: string,
): { readonly account: string; readonly region: string; readonly token: string } | undefined {
  if (!path.startsWith(folder)) return undefined;
  const [account = '', region = '', token = ''] = path.slice(folder.length).split('/');
  return { account, region, token };
}

/** One of the same name is changed, and keeps its address. */
export const putWebhook: Op<'PutWebhook'> = async ({ webhook, tags }, call) => {
  const { name, targetPipeline, targetAction, filters, authentication, authenticationConfiguration } =
    webhook;
  const { SecretToken, AllowedIPRange } = authenticationConfiguration;
  if (authentication === 'GITHUB_HMAC' && SecretToken === undefined)
    throw refuse<CodePipelineApi>(
      'InvalidWebhookAuthenticationParametersException',
      'The webhook must have a SecretToken for GITHUB_HMAC.',
    );
  if (authentication === 'IP' && AllowedIPRange === undefined)
    throw refuse<CodePipelineApi>(
      'InvalidWebhookAuthenticationParametersException',
      'The webhook must have an AllowedIPRange for IP.',
    );
  for (const filter of filters) {
    const read = parseFilter(filter);
    if (isFailed(read)) throw refuse<CodePipelineApi>('InvalidWebhookFilterPatternException', read.failed);
  }
  const actions = await readPipeline(call, targetPipeline, (_state, { stages }) =>
    stages.flatMap(({ actions: all }) => all.map((action) => action.name)),
  );
  if (!actions.includes(targetAction))
    throw refuse<CodePipelineApi>(
      'ValidationException',
      `The pipeline ${targetPipeline} has no action ${targetAction}.`,
    );
  const before = pipelineWebhooks.get(call, name);
  const kept: PipelineWebhook = {
    definition: webhook,
    token: before?.token ?? newId(),
    place: call.place,
    tags: tags ?? before?.tags ?? [],
    ...defined({ triggeredAt: before?.triggeredAt }),
  };
  pipelineWebhooks.put(call, name, kept);
  return { webhook: shown(call, kept) };
};

/** The secret is not given back. */
function shown(
  call: Placed,
  { definition, token, place, tags, triggeredAt }: PipelineWebhook,
): Shapes['ListWebhookItem'] {
  const { SecretToken, ...authenticationConfiguration } = definition.authenticationConfiguration;
  return defined({
    definition: {
      ...definition,
      authenticationConfiguration: {
        ...authenticationConfiguration,
        ...(SecretToken === undefined ? {} : { SecretToken: '****' }),
      },
    },
    url: `${call.ground.url}${folder}${place.account}/${place.region}/${token}`,
    arn: formatArn({ ...place, service: 'codepipeline', resource: `webhook:${definition.name}` }),
    lastTriggered: triggeredAt === undefined ? undefined : new Date(triggeredAt),
    tags,
  });
}

export const listWebhooks: Op<'ListWebhooks'> = ({ NextToken, MaxResults = 100 }, call) => {
  const { items, next } = pageOf(
    pipelineWebhooks.list(call).toSorted((a, b) => (a.definition.name < b.definition.name ? -1 : 1)),
    {
      keyOf: ({ definition }) => definition.name,
      size: MaxResults,
      token: NextToken,
      onWrongToken: () => refuse<CodePipelineApi>('InvalidNextTokenException', 'The next token is invalid.'),
    },
  );
  return defined({ webhooks: items.map((each) => shown(call, each)), NextToken: next });
};

/** What is not there is deleted (API reference, DeleteWebhook). */
export const deleteWebhook: Op<'DeleteWebhook'> = ({ name }, call) => {
  pipelineWebhooks.remove(call, name);
  return {};
};

/** Nothing here has access to a repository at GitHub: its owner enters the address there. */
export const registerWebhook: Op<'RegisterWebhookWithThirdParty'> = ({ webhookName = '' }, call) => {
  const found = pipelineWebhooks.get(call, webhookName);
  if (found === undefined)
    throw refuse<CodePipelineApi>('WebhookNotFoundException', `The webhook ${webhookName} was not found.`);
  const { url } = shown(call, found);
  noteNotExecuted(call, 'CodePipeline', `RegisterWebhookWithThirdParty: enter ${url} at GitHub yourself`);
  return {};
};

export const deregisterWebhook: Op<'DeregisterWebhookWithThirdParty'> = (_input, call) => {
  noteNotExecuted(call, 'CodePipeline', 'DeregisterWebhookWithThirdParty: remove it at GitHub yourself');
  return {};
};
