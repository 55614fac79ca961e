// What running a pipeline costs: the pipeline and its builds (CodePipeline pricing: each action of type V2
// is rounded up to a minute; CodeBuild pricing: so is each build). Pure.
import type { ActionTypes } from './action-type.ts';
import { costLine, type CostInput, type CostLine } from './cost-line.ts';
import type { ActionDeclaration } from './pipeline.ts';
import { freeTier, prices } from './prices.ts';

export function pipelineLines(input: CostInput): readonly CostLine[] {
  const { definition, assumptions } = input;
  if (definition.standalone === true) return [];
  const actions = placedActions(input);
  const service = 'CodePipeline';
  const isV2 = definition.pipeline.pipelineType === 'V2';
  const billed = actions.filter(
    ({ action: { actionTypeId } }) => actionTypeId.category !== 'Approval' && actionTypeId.owner !== 'Custom',
  );
  const pipeline = isV2
    ? costLine(
        {
          service,
          what: 'actions (V2)',
          unit: 'minutes',
          free: freeTier.actionMinutes,
          price: prices.actionMinute,
          ...minutesOf(billed, input),
        },
        assumptions,
      )
    : costLine(
        {
          service,
          what: 'pipeline (V1)',
          quantity: 1,
          unit: 'pipelines',
          free: freeTier.pipelinesV1,
          price: prices.pipelineV1,
          from: 'a month in which it runs',
        },
        assumptions,
      );
  return [pipeline];
}

interface Placed {
  readonly key: string;
  readonly action: ActionDeclaration;
}

function placedActions({ definition }: CostInput): readonly Placed[] {
  return definition.pipeline.stages.flatMap((stage) =>
    stage.actions.map((action) => ({ key: `${stage.name}/${action.name}`, action })),
  );
}

/** One line for each kind of compute; what is free is for small ones, once. */
export function buildLines(input: CostInput, types: ActionTypes): readonly CostLine[] {
  const computes = new Map<string, Placed[]>();
  for (const placed of placedActions(input)) {
    const compute = types.find(placed.action.actionTypeId)?.costs?.compute?.(placed.action, input.definition);
    if (compute !== undefined) computes.set(compute, [...(computes.get(compute) ?? []), placed]);
  }
  let free: number = freeTier.buildMinutes;
  return [...computes].map(([compute, actions]) => {
    const price = prices.buildMinute[compute];
    const minutes = minutesOf(actions, input);
    const isSmall = compute.endsWith('BUILD_GENERAL1_SMALL');
    const line = costLine(
      {
        service: 'CodeBuild',
        what: compute.replace('LINUX_CONTAINER ', ''),
        unit: 'minutes',
        free: isSmall ? free : 0,
        ...minutes,
        ...(price === undefined ? { from: `not known: there is no price of ${compute} here` } : { price }),
      },
      input.assumptions,
    );
    if (isSmall) free = Math.max(0, free - (minutes.quantity ?? 0));
    return line;
  });
}

/** Of all executions of a month; not known as long as one of the actions has never run here. */
function minutesOf(
  actions: readonly Placed[],
  { measured, assumptions }: CostInput,
): Pick<CostLine, 'quantity' | 'from'> {
  const executions = assumptions.executionsPerMonth ?? measured.executions;
  const said = assumptions.executionsPerMonth === undefined ? 'measured' : 'assumed in costs.json';
  const batch = actions.find(({ action }) => action.configuration?.['BatchEnabled'] === 'true');
  if (batch !== undefined) return { from: `not known: ${batch.key} is a batch of builds` };
  const unmeasured = actions.filter(({ key }) => measured.minutes[key] === undefined);
  if (unmeasured.length > 0)
    return { from: `not known: ${unmeasured.map(({ key }) => key).join(', ')} did not run here of late` };
  const minutes = actions.reduce((sum, { key }) => sum + (measured.minutes[key] ?? 0), 0);
  const rounded = Number(minutes.toFixed(1));
  return {
    quantity: executions * minutes,
    from: `${executions} executions (${said}), ${rounded} ${rounded === 1 ? 'minute' : 'minutes'} each (measured here)`,
  };
}
