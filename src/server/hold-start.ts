// The rule of EventBridge that starts a shipped pipeline does it with a role: what that does not allow starts nothing where roles
// are enforced, and is recorded either way. CodePipeline polls a source without one. Sources: EventBridge user guide, "Permissions
// for targets"; CodePipeline user guide, "Source actions and change detection methods".
import { providers } from '../actions/registry.ts';
import { askServiceCalls } from '../actions/service-access.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { isFalse } from '../model/configuration-key.ts';
import type { Definition } from '../model/definition.ts';
import type { ActionTypeId } from '../model/pipeline.ts';
import { placeOfPipeline } from '../model/place.ts';
import { right } from '../model/rights/right.ts';
import { isOfRule } from '../model/schedule.ts';
import { pipelineArn, startRoleArn } from '../model/shipped-start.ts';
import type { Driven, Request } from '../runtime/contract.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** Why it may not be started; undefined when it may. */
export async function refusedStart(
  { definition, options: { isShipped, iam } }: Driven,
  asked: Request,
  state: Pick<StateFolder, 'folder'>,
): Promise<Problem | undefined> {
  if (isShipped !== true) return undefined;
  const service = starterOf(definition, asked);
  if (service === undefined) return undefined;
  const { name } = definition.pipeline;
  const place = placeOfPipeline(definition.pipeline);
  const arn = pipelineArn(name, place);
  const { refused, untrusted } = await askServiceCalls(
    {
      roleArn: startRoleArn(name, place),
      service: `${service}.amazonaws.com`,
      sessionName: service,
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
    message: `The ${service === 'events' ? 'rule of EventBridge' : 'schedule of EventBridge Scheduler'} does not start "${name}": ${message}`,
    remedy: `Ship it again: the role ${startRoleArn(name, place).split('/').at(-1) ?? ''} then allows ${arn}.`,
  });
}

/** What starts it with a role on AWS: a schedule, or the rule that is shipped for a source. */
function starterOf({ pipeline, schedules }: Definition, asked: Request): 'events' | 'scheduler' | undefined {
  if (asked.type !== 'StartPipelineExecution' || asked.triggerType !== 'CloudWatchEvent') return undefined;
  const schedule = schedules.find(({ name }) => asked.by === `schedule ${name}`);
  if (schedule !== undefined) return isOfRule(schedule) ? 'events' : 'scheduler';
  const hasRule = pipeline.stages
    .flatMap(({ actions }) => actions)
    .some(
      ({ name, actionTypeId, configuration }) =>
        name in asked.sourceRevisions &&
        (!canPoll(actionTypeId) || isFalse(configuration?.['PollForSourceChanges'])),
    );
  return hasRule ? 'events' : undefined;
}

/** A source without the key is never polled. */
function canPoll(type: ActionTypeId): boolean {
  const known = providers.find(type)?.configuration ?? 'any';
  return known === 'any' || 'PollForSourceChanges' in known;
}
