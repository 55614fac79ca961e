// Namespaces of output variables: unique in the pipeline, not CodePipeline's own, not an artifact's name
// (CodePipeline user guide, "Variables").
import type { ActionTypes } from '../../model/action-type.ts';
import { reservedNamespaces } from '../../model/variables.ts';
import { actionsOf, nameOf, repeats, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidActionDeclarationException.';

export const pipelineNamespaces: Rule = ({ pipeline }, types) => {
  const actions = actionsOf(pipeline);
  const named = actions.filter(({ action }) => action.namespace !== undefined);
  return [
    ...repeats(named, ({ action }) => action.namespace ?? '').map(([placed, first]) => twice(placed, first)),
    ...named.flatMap((placed) => [...reserved(placed), ...likeAnArtifact(placed, actions)]),
    ...actions.flatMap((placed) => namespaceInConfiguration(placed, types)),
  ];
};

function twice(placed: PlacedAction, first: PlacedAction): Finding {
  return {
    code: 'NamespaceDuplicate',
    message: `Two actions have the namespace "${placed.action.namespace ?? ''}"`,
    path: [...placed.path, 'namespace'],
    notes: [{ message: `first the namespace of ${nameOf(first)}`, path: [...first.path, 'namespace'] }],
    remedy: 'Give each action a namespace of its own.',
    aws: refused,
  };
}

function reserved({ action, path }: PlacedAction): readonly Finding[] {
  if (!reservedNamespaces.some((name) => name === action.namespace)) return [];
  return [
    {
      code: 'NamespaceReserved',
      message: `The namespace "${action.namespace ?? ''}" belongs to CodePipeline itself`,
      path: [...path, 'namespace'],
      remedy: 'Choose another name.',
      aws: refused,
    },
  ];
}

function likeAnArtifact(placed: PlacedAction, actions: readonly PlacedAction[]): readonly Finding[] {
  const { namespace } = placed.action;
  for (const maker of actions) {
    const index = (maker.action.outputArtifacts ?? []).findIndex(({ name }) => name === namespace);
    if (index === -1 || namespace === '') continue;
    return [
      {
        code: 'NamespaceIsArtifact',
        message: `"${namespace ?? ''}" is a namespace and the name of an artifact`,
        path: [...placed.path, 'namespace'],
        notes: [{ message: 'the artifact', path: [...maker.path, 'outputArtifacts', index, 'name'] }],
        remedy: 'Rename one of the two.',
        aws: refused,
      },
    ];
  }
  return [];
}

/** The usual slip: `namespace` is a key of the action, not of its configuration. */
function namespaceInConfiguration({ action, path }: PlacedAction, types: ActionTypes): readonly Finding[] {
  const known = types.find(action.actionTypeId)?.configuration;
  if (known === undefined || known === 'any' || action.configuration?.['namespace'] === undefined) return [];
  return [
    {
      code: 'NamespaceMisplaced',
      message: `The namespace of the action "${action.name}" stands inside its configuration`,
      path: [...path, 'configuration', 'namespace'],
      atKey: true,
      remedy: 'Move it one level up, next to "configuration".',
      aws: refused,
    },
  ];
}
