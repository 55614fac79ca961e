// Every action is of a type that AWS has, and takes and gives as many artifacts as that type may (CodePipeline user
// guide, "Valid action providers" and "Number of input and output artifacts for each action type").
import { nearest } from '../../lib/nearest.ts';
import { idOf, type ActionType, type ActionTypes } from '../../model/action-type.ts';
import { actionsOf, count, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidActionDeclarationException.';

export const pipelineActionTypes: Rule = ({ pipeline }, types) =>
  actionsOf(pipeline).flatMap((placed) => {
    const { category, owner, provider } = placed.action.actionTypeId;
    if ([category, owner, provider].some((word) => word.length === 0)) return [];
    const type = types.find(placed.action.actionTypeId);
    return type === undefined
      ? [unknownType(placed, types)]
      : [...wrongVersion(placed), ...artifactCounts(placed, type)];
  });

function unknownType({ action, path }: PlacedAction, types: ActionTypes): Finding {
  const known = types.all.filter(({ owner }) => owner !== 'Custom');
  const { actionTypeId: id } = action;
  const meant = meantType(id, known);
  // Partners come and go: a provider that is not in AWS's tables may still exist.
  const partner = id.owner === 'ThirdParty' && meant === undefined;
  const wrong = wrongPart(id, meant);
  return {
    code: 'ActionTypeUnknown',
    severity: partner ? 'warning' : 'error',
    message: `There is no ${id.category} action "${id.provider}" of owner ${id.owner}`,
    path: [...path, 'actionTypeId', wrong],
    remedy:
      meant === undefined
        ? `Providers of this category: ${providersOf(id.category, known).join(', ')}.`
        : `Did you mean ${wrong} "${meant[wrong]}"?`,
    aws: partner
      ? 'CreatePipeline refuses it unless this partner offers such an action.'
      : `${refused} "ActionType (Category: '${id.category}', Provider: '${id.provider}', Owner: '${id.owner}', Version: '${id.version}') … is not available."`,
  };
}

type Id = PlacedAction['action']['actionTypeId'];

/** The type that differs in one word only, or has the nearest name. */
function meantType(id: Id, known: readonly ActionType[]): ActionType | undefined {
  const same = known.find(
    (type) => type.provider === id.provider && (type.category === id.category || type.owner === id.owner),
  );
  if (same !== undefined) return same;
  const candidates = known.filter((type) => type.category === id.category);
  const name = nearest(
    id.provider,
    candidates.map((type) => type.provider),
  );
  return candidates.find((type) => type.provider === name);
}

function wrongPart(id: Id, meant: ActionType | undefined): 'category' | 'owner' | 'provider' {
  if (meant === undefined || meant.provider !== id.provider) return 'provider';
  return meant.category === id.category ? 'owner' : 'category';
}

function providersOf(category: string, known: readonly ActionType[]): readonly string[] {
  return known
    .filter((type) => type.category === category)
    .map((type) => (type.owner === 'AWS' ? type.provider : `${type.provider} (${type.owner})`));
}

function wrongVersion({ action, path }: PlacedAction): readonly Finding[] {
  const { owner, version } = action.actionTypeId;
  if (owner === 'Custom' || version === '1' || version === '') return [];
  return [
    {
      code: 'ActionTypeUnknown',
      message: `There is no version "${version}" of ${idOf(action.actionTypeId)}`,
      path: [...path, 'actionTypeId', 'version'],
      remedy: 'Write "1".',
      aws: refused,
    },
  ];
}

function artifactCounts(placed: PlacedAction, type: ActionType): readonly Finding[] {
  return [
    ...wrongCount(placed, { key: 'inputArtifacts', range: type.inputs, thing: 'input artifact' }),
    ...wrongCount(placed, { key: 'outputArtifacts', range: type.outputs, thing: 'output artifact' }),
  ];
}

function wrongCount(
  { action, path }: PlacedAction,
  {
    key,
    range: [min, max],
    thing,
  }: {
    readonly key: 'inputArtifacts' | 'outputArtifacts';
    readonly range: ActionType['inputs'];
    readonly thing: string;
  },
): readonly Finding[] {
  const has = action[key]?.length ?? 0;
  if (has >= min && has <= max) return [];
  const { category, provider } = action.actionTypeId;
  const exact = min === max;
  return [
    {
      code: 'ArtifactCountInvalid',
      message: `The ${category} action "${action.name}" of ${provider} has ${count(has, thing)}, and takes ${exact ? '' : has < min ? 'at least ' : 'at most '}${(has < min ? min : max) === 0 ? 'none' : has < min ? min : max}`,
      path: [...path, ...(action[key] === undefined ? [] : [key])],
      remedy:
        has < min
          ? `Add "${key}" with ${exact ? '' : 'at least '}${count(min, 'name')}.`
          : `Remove ${has - max === has ? `"${key}"` : has - max}.`,
      aws: refused,
    },
  ];
}
