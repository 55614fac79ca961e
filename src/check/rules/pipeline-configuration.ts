// The configuration of each action: keys that its type requires, keys that it does not have, values that it takes
// (CodePipeline user guide, "Action structure reference").
import { didYouMean, nearest } from '../../lib/nearest.ts';
import type { ConfigurationKey } from '../../model/configuration-key.ts';
import { referencesIn } from '../../model/variables.ts';
import { conditionalFindings } from './pipeline-configuration-conditions.ts';
import { formFindings } from './pipeline-configuration-forms.ts';
import { actionsOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidActionDeclarationException.';

export const pipelineConfiguration: Rule = ({ pipeline }, types) =>
  actionsOf(pipeline).flatMap((placed) => {
    const type = types.find(placed.action.actionTypeId);
    if (type === undefined || type.configuration === 'any') return [];
    const keys = type.configuration;
    return [
      ...missingKeys(placed, keys),
      ...Object.entries(placed.action.configuration ?? {}).flatMap(([name, value]) => {
        const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
        // A namespace here is a slip of its own (pipeline-namespaces.ts).
        if (key === undefined)
          return name === 'namespace' ? [] : [unknownKey(placed, name, Object.keys(keys))];
        return [...wrongValue(placed, { name, value, key }), ...formFindings(placed, { name, value, key })];
      }),
      ...conditionalFindings(placed, type),
    ];
  });

type Keys = Readonly<Record<string, ConfigurationKey>>;

function missingKeys({ action, path }: PlacedAction, keys: Keys): readonly Finding[] {
  const unknown = Object.keys(action.configuration ?? {}).filter((name) => !Object.hasOwn(keys, name));
  const misspelt = new Set(unknown.map((name) => nearest(name, Object.keys(keys))));
  return (
    Object.entries(keys)
      .filter(([name, key]) => key.required === true && (action.configuration?.[name] ?? '') === '')
      // One slip is one finding: a misspelt key is reported as an unknown one.
      .filter(([name]) => !misspelt.has(name))
      .map(([name, key]) => ({
        code: 'ConfigurationKeyMissing',
        message: `The configuration of the ${action.actionTypeId.provider} action "${action.name}" has no "${name}"`,
        path: [...path, ...(action.configuration === undefined ? [] : ['configuration'])],
        remedy: key.oneOf === undefined ? `Add "${name}".` : `Add "${name}", one of ${key.oneOf.join(', ')}.`,
        aws: `${refused} "Action configuration for action '${action.name}' is missing required configuration '${name}'".`,
      }))
  );
}

function unknownKey({ action, path }: PlacedAction, name: string, known: readonly string[]): Finding {
  return {
    code: 'ConfigurationKeyUnknown',
    message: `"${name}" is not a configuration key of ${action.actionTypeId.provider}`,
    path: [...path, 'configuration', name],
    atKey: true,
    remedy: didYouMean(name, known, `Remove it; the keys are: ${known.join(', ')}.`),
    aws: `${refused} "Action configuration for action '${action.name}' contains unknown configuration '${name}'".`,
  };
}

function wrongValue(
  { path }: PlacedAction,
  { name, value, key }: { readonly name: string; readonly value: string; readonly key: ConfigurationKey },
): readonly Finding[] {
  const { oneOf } = key;
  if (oneOf === undefined || referencesIn(value).length > 0 || value === '') return [];
  const truth = oneOf.includes('true');
  if (oneOf.includes(truth ? value.toLowerCase() : value)) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: `"${name}" is "${value}", and must be one of ${oneOf.join(', ')}`,
      path: [...path, 'configuration', name],
      remedy: didYouMean(value, oneOf, 'Write one of them.'),
      aws: `${refused} Some values are checked only when the action runs, which then fails.`,
    },
  ];
}
