// The rule of EventBridge that starts a shipped pipeline does it with a role: what that does not allow starts nothing where roles
// are enforced, and is recorded either way. Source: EventBridge user guide, "Permissions for targets".
import { askServiceCalls } from '../actions/service-access.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { placeOfPipeline } from '../model/place.ts';
import { right } from '../model/rights/right.ts';
import { pipelineArn, startRoleArn } from '../model/shipped-start.ts';
import type { Driven, Request } from '../runtime/contract.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** Why it may not be started; undefined when it may. */
export async function refusedStart(
  { definition, options: { isShipped, iam } }: Driven,
  asked: Request,
  state: Pick<StateFolder, 'folder'>,
): Promise<Problem | undefined> {
  const isByRule = asked.type === 'StartPipelineExecution' && asked.triggerType === 'CloudWatchEvent';
  if (!isByRule || isShipped !== true) return undefined;
  const { name } = definition.pipeline;
  const place = placeOfPipeline(definition.pipeline);
  const arn = pipelineArn(name, place);
  const { refused, untrusted } = await askServiceCalls(
    {
      roleArn: startRoleArn(name, place),
      service: 'events.amazonaws.com',
      sessionName: 'events',
      region: place.region,
      use: iam === 'enforce' ? { iam } : {},
      rights: [right('codepipeline:StartPipelineExecution', arn)],
    },
    { targetsFolder: await state.folder('targets') },
  );
  const message = refused?.message ?? (iam === 'enforce' ? untrusted : undefined);
  if (message === undefined) return undefined;
  return problem({
    code: 'StartRefused',
    whose: 'definition',
    message: `The rule of EventBridge does not start "${name}": ${message}`,
    remedy: `Ship it again: the role ${startRoleArn(name, place).split('/').at(-1) ?? ''} then allows ${arn}.`,
  });
}
