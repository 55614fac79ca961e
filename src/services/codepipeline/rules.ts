// The rules of conditions by CodePipeline's API: what ran, and what there is.
import { providers } from '../../actions/registry.ts';
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import type { ConditionType, PipelineEvent } from '../../engine/event.ts';
import { defined } from '../../lib/defined.ts';
import type { Condition, RuleDeclaration, StageDeclaration } from '../../model/pipeline.ts';
import { pipelineWorkload } from '../../model/workload.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { ConditionView, StageView } from '../../view/execution-view.ts';
import { pageInOrder } from '../page.ts';
import type { Operation } from '../service.ts';
import { onWrongToken, readPipeline } from './pipeline-state.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];
type Ended = Extract<PipelineEvent, { type: 'ConditionEnded' }>;

interface RuleRun {
  readonly event: Ended;
  readonly executionId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly rule: Ended['rules'][number];
}

/** Newest first. A rule is known when its condition has ended. */
export const listRuleExecutions: Op<'ListRuleExecutions'> = async (input, call) => {
  const { pipelineName, filter, nextToken, maxResults = 100 } = input;
  return await readPipeline(call, pipelineName, (state, { stages, version = 1 }) => {
    const only = filter?.pipelineExecutionId ?? filter?.latestInPipelineExecution?.pipelineExecutionId;
    const runs = state.history
      .executions({ pipelineName })
      .filter(({ executionId }) => only === undefined || executionId === only)
      .flatMap(({ executionId }) => rulesOf(state, pipelineName, executionId).toReversed());
    const isLatest = filter?.latestInPipelineExecution?.startTimeRange === 'Latest';
    const wanted = isLatest ? latestOf(runs) : runs;
    const { items, next } = pageInOrder(wanted, { size: maxResults, token: nextToken, onWrongToken });
    const ruleExecutionDetails = items.map((run) => ({ ...detailOf(run, stages), pipelineVersion: version }));
    return defined({ ruleExecutionDetails, nextToken: next });
  });
};

/** Oldest first. */
function rulesOf({ journal }: StateFolder, pipelineName: string, executionId: string): readonly RuleRun[] {
  const entries = journal.read({ workload: pipelineWorkload(pipelineName), executionId });
  const started = new Map<string, number>();
  return entries.flatMap(({ event }) => {
    if (event.type === 'ConditionStarted') started.set(keyOf(event), event.at);
    if (event.type !== 'ConditionEnded') return [];
    const startedAt = started.get(keyOf(event)) ?? event.at;
    return event.rules.map((rule) => ({ event, executionId, startedAt, rule }));
  });
}

function keyOf({ stageName, conditionType }: Pick<Ended, 'stageName' | 'conditionType'>): string {
  return `${stageName}/${conditionType}`;
}

function latestOf(runs: readonly RuleRun[]): readonly RuleRun[] {
  const nameOf = ({ event, rule }: RuleRun) => `${keyOf(event)}/${rule.name}`;
  return runs.filter((run, place) => runs.findIndex((each) => nameOf(each) === nameOf(run)) === place);
}

function detailOf(
  { event, executionId, startedAt, rule }: RuleRun,
  stages: readonly StageDeclaration[],
): Shapes['RuleExecutionDetail'] {
  const { ruleExecutionId, name: ruleName, succeeded, message } = rule;
  const stage = stages.find(({ name }) => name === event.stageName);
  const declared = conditionsOf(stage, event.conditionType)
    .flatMap(({ rules }) => rules)
    .find(({ name }) => name === ruleName);
  const said = message === undefined ? {} : resultOf(succeeded, message);
  return defined({
    pipelineExecutionId: executionId,
    ruleExecutionId,
    stageName: event.stageName,
    ruleName,
    startTime: new Date(startedAt),
    lastUpdateTime: new Date(event.at),
    status: succeeded ? ('Succeeded' as const) : ('Failed' as const),
    input: declared && inputOf(declared),
    output: { executionResult: said },
  });
}

function resultOf(succeeded: boolean, message: string): Shapes['RuleExecutionResult'] {
  return succeeded ? { externalExecutionSummary: message } : { errorDetails: { message } };
}

function inputOf(rule: RuleDeclaration): Shapes['RuleExecutionInput'] {
  const { ruleTypeId, configuration = {}, roleArn, region, inputArtifacts = [] } = rule;
  return defined({
    ruleTypeId,
    configuration,
    roleArn,
    region,
    inputArtifacts: inputArtifacts.map(({ name }) => ({ name })),
  });
}

function conditionsOf(stage: StageDeclaration | undefined, type: ConditionType): readonly Condition[] {
  const of = { BEFORE_ENTRY: 'beforeEntry', ON_SUCCESS: 'onSuccess', ON_FAILURE: 'onFailure' } as const;
  return stage?.[of[type]]?.conditions ?? [];
}

export const listRuleTypes: Op<'ListRuleTypes'> = () => ({
  ruleTypes: providers.rules.map(({ provider, configuration, needsInput = false }) => ({
    id: { category: 'Rule', owner: 'AWS', provider, version: '1' },
    settings: {},
    ruleConfigurationProperties: Object.entries(configuration).map(([name, { required = false }]) => ({
      name,
      required,
      key: true,
      secret: false,
    })),
    inputArtifactDetails: { minimumCount: needsInput ? 1 : 0, maximumCount: 5 },
  })),
});

/** The states of a stage's conditions, for GetPipelineState; without those that did not begin. */
export function conditionStates({ conditions }: StageView): Partial<Shapes['StageState']> {
  const of = (type: ConditionType) => conditions.filter((each) => each.type === type).map(conditionState)[0];
  return defined({
    beforeEntryConditionState: of('BEFORE_ENTRY'),
    onSuccessConditionState: of('ON_SUCCESS'),
    onFailureConditionState: of('ON_FAILURE'),
  });
}

function conditionState({ displayStatus, rules }: ConditionView): Shapes['StageConditionState'] {
  const status = conditionStatus(displayStatus);
  const ruleStates = rules.map(({ name: ruleName, succeeded, message, ruleExecutionId }) => ({
    ruleName,
    latestExecution: defined({
      ruleExecutionId,
      status: succeeded ? ('Succeeded' as const) : ('Failed' as const),
      summary: message,
    }),
  }));
  return { latestExecution: { status }, conditionStates: [{ latestExecution: { status }, ruleStates }] };
}

function conditionStatus(
  shown: ConditionView['displayStatus'],
): Shapes['ConditionExecution']['status'] & string {
  switch (shown) {
    case 'Succeeded':
    case 'Failed':
      return shown;
    case 'Skipped':
      return 'Overridden';
    case 'Cancelled':
      return 'Abandoned';
    default:
      return 'InProgress';
  }
}
