// What the journal says, as the events that CodePipeline, CodeBuild, CodeDeploy and ECS would have sent to EventBridge
// (CodePipeline user guide, "Monitoring CodePipeline events"; CodeBuild and CodeDeploy likewise). Pure.
import type { PipelineEvent } from '../engine/event.ts';
import { defined } from '../lib/defined.ts';
import type { ActionTypes } from '../model/action-type.ts';
import type { EventDraft as Draft, EventPlace } from '../model/events/action-events.ts';
import type { AwsEvent } from '../model/events/aws-event.ts';
import { artifactKey } from '../model/artifact-key.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../model/pipeline.ts';
import type { JournalEntry } from '../state/journal.ts';

/** What an event says besides what happened. */
export interface ExecutionFacts {
  readonly declaration: PipelineDeclaration;
  readonly startedAt: number;
  readonly trigger: { readonly triggerType: string; readonly triggerDetail: string };
  /** Commits by source action, where the start named them. */
  readonly sourceRevisions: Readonly<Record<string, string>>;
  /** From 1; one more for each retry. */
  readonly attempt: number;
}

interface EventSurroundings {
  readonly place: EventPlace;
  readonly types: ActionTypes;
}

/** In the order in which AWS sends them. The ids follow from the entry: delivered again, an event is the same event. */
export function awsEventsOf(
  entry: JournalEntry,
  facts: ExecutionFacts | undefined,
  { idOf, ...surroundings }: EventSurroundings & { readonly idOf: (index: number) => string },
): readonly AwsEvent[] {
  if (facts === undefined || !('executionId' in entry.event)) return [];
  const drafts = draftsOf(entry.event, facts, surroundings);
  return drafts.map((draft, index) => ({
    version: '0',
    id: idOf(index),
    'detail-type': draft['detail-type'],
    source: draft.source,
    ...surroundings.place,
    time: new Date(entry.event.at).toISOString().replace(/\.\d+Z$/, 'Z'),
    resources: draft.resources,
    detail: draft.detail,
  }));
}

type ExecutionEvent = Extract<PipelineEvent, { executionId: string }>;

function draftsOf(
  event: ExecutionEvent,
  facts: ExecutionFacts,
  surroundings: EventSurroundings,
): readonly Draft[] {
  const { place } = surroundings;
  const pipeline = (state: string, more: object = {}) => pipelineDraft(event, { facts, place, state, more });
  switch (event.type) {
    case 'ExecutionStarted':
      return [pipeline('STARTED', { 'execution-trigger': triggerOf(facts) })];
    case 'ExecutionSuperseded':
      return [pipeline('SUPERSEDED')];
    case 'ExecutionEnded':
      return [
        pipeline(
          stateOf(event.status),
          event.statusSummary === undefined ? {} : { 'error-message': event.statusSummary },
        ),
      ];
    case 'StopRequested':
      return [pipeline('STOPPING', { 'stop-execution-comments': event.reason })];
    case 'StageRetryRequested':
      return [pipeline('RESUMED'), stageDraft(event, { facts, place, state: 'RESUMED' })];
    case 'StageStarted':
      return [stageDraft(event, { facts, place, state: 'STARTED' })];
    case 'StageEnded':
      // Nothing is documented for a stage that was skipped.
      return event.status === 'Skipped'
        ? []
        : [stageDraft(event, { facts, place, state: stateOf(event.status) })];
    case 'ActionStarted':
    case 'ActionSucceeded':
    case 'ActionFailed':
    case 'ActionAbandoned':
      return actionDrafts(event, facts, surroundings);
    case 'ActionProgressed':
      return progressDrafts(event, facts, surroundings);
    default:
      return [];
  }
}

/** Upper case, with one L in CANCELED. */
function stateOf(status: string): string {
  return status === 'Cancelled' ? 'CANCELED' : status.toUpperCase();
}

interface Said {
  readonly facts: ExecutionFacts;
  readonly place: EventPlace;
  readonly state: string;
  readonly more?: object;
}

function commonDetail(
  { executionId }: ExecutionEvent,
  { facts, state }: Said,
): Readonly<Record<string, unknown>> {
  const { declaration, startedAt, attempt } = facts;
  return {
    pipeline: declaration.name,
    'execution-id': executionId,
    'start-time': new Date(startedAt).toISOString(),
    state,
    version: declaration.version ?? 1,
    'pipeline-execution-attempt': attempt,
  };
}

function pipelineArn({ declaration }: ExecutionFacts, { account, region }: EventPlace): string {
  return `arn:aws:codepipeline:${region}:${account}:${declaration.name}`;
}

function pipelineDraft(event: ExecutionEvent, said: Said): Draft {
  return {
    source: 'aws.codepipeline',
    'detail-type': 'CodePipeline Pipeline Execution State Change',
    resources: [pipelineArn(said.facts, said.place)],
    detail: { ...commonDetail(event, said), ...said.more },
  };
}

function triggerOf({ trigger }: ExecutionFacts): object {
  return { 'trigger-type': trigger.triggerType, 'trigger-detail': trigger.triggerDetail };
}

function stageDraft(event: Extract<ExecutionEvent, { stageName: string }>, said: Said): Draft {
  return {
    source: 'aws.codepipeline',
    'detail-type': 'CodePipeline Stage Execution State Change',
    resources: [pipelineArn(said.facts, said.place)],
    detail: { ...commonDetail(event, said), stage: event.stageName },
  };
}

type ActionEvent = Extract<
  ExecutionEvent,
  { type: 'ActionStarted' | 'ActionSucceeded' | 'ActionFailed' | 'ActionAbandoned' }
>;

const actionStates = {
  ActionStarted: 'STARTED',
  ActionSucceeded: 'SUCCEEDED',
  ActionFailed: 'FAILED',
  ActionAbandoned: 'ABANDONED',
} as const;

function actionDrafts(
  event: ActionEvent,
  facts: ExecutionFacts,
  { place, types }: EventSurroundings,
): readonly Draft[] {
  const declared = declaredAction(facts, event);
  const state = actionStates[event.type];
  const draft: Draft = {
    source: 'aws.codepipeline',
    'detail-type': 'CodePipeline Action Execution State Change',
    resources: [pipelineArn(facts, place)],
    detail: {
      ...commonDetail(event, { facts, place, state }),
      stage: event.stageName,
      action: event.actionName,
      region: place.region,
      type: declared?.actionTypeId ?? {},
      ...artifactsOf(event, facts),
      ...resultOf(event),
    },
  };
  return [...endDrafts(event, declared, { place, types }), draft];
}

function declaredAction(
  { declaration }: ExecutionFacts,
  { stageName, actionName }: { readonly stageName: string; readonly actionName: string },
): ActionDeclaration | undefined {
  const stage = declaration.stages.find(({ name }) => name === stageName);
  return stage?.actions.find(({ name }) => name === actionName);
}

function artifactsOf(event: ActionEvent, { declaration }: ExecutionFacts): object {
  const bucket = declaration.artifactStore?.location ?? '';
  const located = (artifacts: readonly { readonly name: string; readonly digest: string }[]) =>
    artifacts.map((artifact) => ({
      name: artifact.name,
      s3location: { bucket, key: artifactKey(declaration.name, artifact) },
    }));
  if (event.type === 'ActionStarted') return { 'input-artifacts': located(event.inputArtifacts) };
  return event.type === 'ActionSucceeded' ? { 'output-artifacts': located(event.outputArtifacts) } : {};
}

function resultOf(event: ActionEvent): object {
  if (event.type !== 'ActionSucceeded' && event.type !== 'ActionFailed') return {};
  const summary = event.type === 'ActionFailed' ? event.error.message : event.summary;
  return {
    'execution-result': {
      ...defined({
        'external-execution-id': event.externalExecutionId,
        'external-execution-summary': summary,
      }),
      ...(event.type === 'ActionFailed' ? { 'error-code': event.error.code } : {}),
    },
  };
}

type Progressed = Extract<ExecutionEvent, { type: 'ActionProgressed' }>;

function progressDrafts(
  { at, progress, ...event }: Progressed,
  facts: ExecutionFacts,
  { place, types }: EventSurroundings,
): readonly Draft[] {
  const declared = declaredAction(facts, event);
  if (declared === undefined) return [];
  const { configuration = {}, actionTypeId } = declared;
  return types.find(actionTypeId)?.events?.ofProgress?.(progress, { at, configuration, place }) ?? [];
}

/** What the service that the action works with sends when it ends. */
function endDrafts(
  event: ActionEvent,
  declared: ActionDeclaration | undefined,
  { place, types }: EventSurroundings,
): readonly Draft[] {
  if (declared === undefined || (event.type !== 'ActionSucceeded' && event.type !== 'ActionFailed'))
    return [];
  const { externalExecutionId, at } = event;
  const succeeded = event.type === 'ActionSucceeded';
  const end = { succeeded, ...defined({ externalExecutionId }) };
  const { configuration = {}, actionTypeId } = declared;
  return types.find(actionTypeId)?.events?.ofEnd?.(end, { at, configuration, place }) ?? [];
}
