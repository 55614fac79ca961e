// Triggers: each for one connection source, with filters that go together (CodePipeline user guide, "Automate starting
// pipelines using triggers and filtering").
import { didYouMean } from '../../lib/nearest.ts';
import type { Path } from '../../lib/node.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { GitPushFilter, PipelineTriggerDeclaration } from '../../model/pipeline.ts';
import { actionsOf, repeats, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers ValidationException.';

export const pipelineTriggers: Rule = ({ pipeline }, types) => {
  const sources = actionsOf(pipeline).filter(({ action }) => action.actionTypeId.category === 'Source');
  const triggers = (pipeline.triggers ?? []).map((trigger, index) => ({
    trigger,
    name: trigger.gitConfiguration.sourceActionName,
    path: ['pipeline', 'triggers', index, 'gitConfiguration'],
  }));
  return [
    ...repeats(triggers, ({ name }) => name).map(([second, first]) => twice(second, first)),
    ...triggers.flatMap((placed) => [
      ...wrongSource(placed, sources, types),
      ...(placed.trigger.gitConfiguration.push ?? []).flatMap((filter, index) =>
        wrongFilter(filter, [...placed.path, 'push', index]),
      ),
    ]),
  ];
};

interface PlacedTrigger {
  readonly trigger: PipelineTriggerDeclaration;
  readonly name: string;
  readonly path: Path;
}

function twice(second: PlacedTrigger, first: PlacedTrigger): Finding {
  return {
    code: 'TriggerInvalid',
    message: `There are two triggers for the source action "${second.name}"`,
    path: [...second.path, 'sourceActionName'],
    notes: [{ message: 'the first one', path: [...first.path, 'sourceActionName'] }],
    remedy: 'Join them: up to three filters each for "push" and "pullRequest".',
    aws: refused,
  };
}

function wrongSource(
  { name, path }: PlacedTrigger,
  sources: readonly PlacedAction[],
  types: ActionTypes,
): readonly Finding[] {
  if (name === '') return [];
  const source = sources.find(({ action }) => action.name === name);
  const names = sources.map(({ action }) => action.name);
  if (source === undefined) {
    return [
      {
        code: 'TriggerInvalid',
        message: `There is no source action "${name}" for this trigger`,
        path: [...path, 'sourceActionName'],
        remedy: didYouMean(name, names, `The source actions are: ${names.join(', ')}.`),
        aws: refused,
      },
    ];
  }
  return types.find(source.action.actionTypeId)?.repository?.takesTriggers === true
    ? changesDetectedTwice(source)
    : [wrongProvider(source, path)];
}

function wrongProvider(source: PlacedAction, path: Path): Finding {
  return {
    code: 'TriggerInvalid',
    message: `The source action "${source.action.name}" is of ${source.action.actionTypeId.provider}, and triggers are for CodeStarSourceConnection`,
    path: [...path, 'sourceActionName'],
    notes: [{ message: 'its type', path: [...source.path, 'actionTypeId', 'provider'] }],
    remedy: 'Remove the trigger, or use a connection as the source.',
    aws: refused,
  };
}

function changesDetectedTwice({ action, path }: PlacedAction): readonly Finding[] {
  if (action.configuration?.['DetectChanges']?.toLowerCase() !== 'true') return [];
  return [
    {
      code: 'TriggerInvalid',
      severity: 'warning',
      message: `"DetectChanges" is true, but the trigger alone decides when "${action.name}" starts the pipeline`,
      path: [...path, 'configuration', 'DetectChanges'],
      remedy: 'Write "false".',
      aws: 'A trigger turns the detection of changes on the branch off.',
    },
  ];
}

function wrongFilter(filter: GitPushFilter, path: Path): readonly Finding[] {
  const others = (['branches', 'filePaths'] as const).filter((key) => filter[key] !== undefined);
  if (filter.tags === undefined || others.length === 0) return [];
  return [
    {
      code: 'TriggerInvalid',
      message: `A push filter has "tags" and "${others.join('" and "')}"; a push is of a tag or of a branch`,
      path: [...path, 'tags'],
      atKey: true,
      remedy: 'Write two filters.',
      aws: refused,
    },
  ];
}
