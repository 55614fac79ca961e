// What it costs to hold what was delivered: what the types of deployment say, artifacts, and the way out. Pure.
import type { ActionType, ActionTypes } from './action-type.ts';
import { assumed, costLine, type CostInput, type CostLine } from './cost-line.ts';
import { actionsOf } from './pipeline-walk.ts';
import type { ActionDeclaration } from './pipeline.ts';
import { freeTier, prices } from './prices.ts';

/** Of what the pipeline's actions name; the folder may describe more. */
export function hostingLines(input: CostInput, types: ActionTypes): readonly CostLine[] {
  const found = usedTypes(input, types)
    .filter(([{ category }]) => category === 'Deploy')
    .map(([type, actions]) => ({
      leaves: type.costs?.leaves === true,
      lines: type.costs?.lines?.(actions, input) ?? [],
    }));
  const leaving = found.filter(({ leaves }) => leaves).flatMap(({ lines }) => lines);
  return [
    ...leaving,
    ...unpricedLines(input, types),
    ...(input.definition.standalone === true ? [] : [storageLine(input)]),
    ...found.filter(({ leaves }) => !leaves).flatMap(({ lines }) => lines),
    ...(leaving.length > 0 ? [egressLine(input)] : []),
  ];
}

/** Of what the sources are. */
export function sourceLines(input: CostInput, types: ActionTypes): readonly CostLine[] {
  return usedTypes(input, types)
    .filter(([{ category }]) => category === 'Source')
    .flatMap(([type, actions]) => type.costs?.lines?.(actions, input) ?? []);
}

/** In the order of the registry. */
function usedTypes(
  { definition: { pipeline } }: CostInput,
  types: ActionTypes,
): readonly (readonly [type: ActionType, actions: readonly ActionDeclaration[]])[] {
  const actions = actionsOf(pipeline).map(({ action }) => action);
  return types.all
    .map((type) => [type, actions.filter(({ actionTypeId }) => types.find(actionTypeId) === type)] as const)
    .filter(([, used]) => used.length > 0);
}

/** Nothing that is deployed to is passed over. */
function unpricedLines({ definition, assumptions }: CostInput, types: ActionTypes): readonly CostLine[] {
  return actionsOf(definition.pipeline)
    .filter(({ action: { actionTypeId } }) => actionTypeId.category === 'Deploy')
    .filter(({ action: { actionTypeId } }) => types.find(actionTypeId)?.costs?.lines === undefined)
    .map(({ action: { name, actionTypeId }, stage }) => {
      const from = `not known: what ${stage.name}/${name} makes has no price here`;
      return costLine({ service: actionTypeId.provider, what: name, unit: '', from }, assumptions);
    });
}

function storageLine({ assumptions }: CostInput): CostLine {
  const line = { service: 'S3', what: 'artifacts and sites', unit: 'GB', price: prices.storageGb };
  return costLine({ ...line, ...assumed(assumptions, 'storageGb') }, assumptions);
}

function egressLine({ assumptions }: CostInput): CostLine {
  const line = {
    service: 'Data transfer',
    what: 'to the internet',
    unit: 'GB',
    free: freeTier.egressGb,
    price: prices.egressGb,
  };
  return costLine({ ...line, ...assumed(assumptions, 'egressGb') }, assumptions);
}
