// References to variables: to a namespace that exists, of an action that has ended by then, with a key that it gives
// (CodePipeline user guide, "Variables"; "Variables reference").
import { didYouMean } from '../../lib/nearest.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../../model/pipeline.ts';
import { codepipelineVariables, referencesIn, type VariableReference } from '../../model/variables.ts';
import { textsOf, type VariableText } from '../../model/pipeline-texts.ts';
import { actionsOf, nameOf, repeats, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidActionDeclarationException and names the reference.';

export const pipelineVariables: Rule = ({ pipeline }, types) => [
  ...declaredTwice(pipeline),
  ...textsOf(pipeline).flatMap((text) =>
    referencesIn(text.text).flatMap((reference) => wrongReference({ text, reference, pipeline, types })),
  ),
];

function declaredTwice({ variables = [] }: PipelineDeclaration): readonly Finding[] {
  const placed = variables.map(({ name }, index) => ({
    name,
    path: ['pipeline', 'variables', index, 'name'],
  }));
  return repeats(placed, ({ name }) => name).map(([variable, first]) => ({
    code: 'PipelineVariableDuplicate',
    message: `There are two pipeline variables named "${variable.name}"`,
    path: variable.path,
    notes: [{ message: 'the first one', path: first.path }],
    remedy: 'Give each variable a name of its own.',
    aws: 'CreatePipeline answers ValidationException.',
  }));
}

interface Use {
  readonly text: VariableText;
  readonly reference: VariableReference;
  readonly pipeline: PipelineDeclaration;
  readonly types: ActionTypes;
}

function wrongReference(use: Use): readonly Finding[] {
  switch (use.reference.namespace) {
    case 'codepipeline':
      return ofCodePipeline(use);
    case 'variables':
      return ofPipeline(use);
    default:
      return ofAction(use);
  }
}

function ofCodePipeline(use: Use): readonly Finding[] {
  const { key, text } = use.reference;
  if (key === 'PipelineExecutionId') return [];
  if (key === 'StartTime')
    return [
      finding(use, {
        code: 'VariableKeyUnknown',
        severity: 'warning',
        message: `${text} has a value here only`,
        remedy: 'Take the time inside the build instead.',
        aws: 'The namespace "codepipeline" has one documented variable, PipelineExecutionId.',
      }),
    ];
  return [
    finding(use, {
      code: 'VariableKeyUnknown',
      message: `There is no variable "${key}" in the namespace "codepipeline"`,
      remedy: didYouMean(key, codepipelineVariables, 'It has one variable, PipelineExecutionId.'),
      aws: refused,
    }),
  ];
}

function ofPipeline(use: Use): readonly Finding[] {
  const { key, text } = use.reference;
  if (use.text.isSource)
    return [
      finding(use, {
        code: 'VariableInSource',
        message: `The source ${use.text.reader} uses the pipeline variable ${text}`,
        remedy: 'Write the value itself; pipeline variables are for later stages.',
        aws: 'CreatePipeline refuses pipeline variables in source actions.',
      }),
    ];
  const declared = (use.pipeline.variables ?? []).map(({ name }) => name);
  if (declared.includes(key)) return [];
  return [
    finding(use, {
      code: 'PipelineVariableUnknown',
      message: `The pipeline declares no variable "${key}"`,
      remedy: didYouMean(key, declared, `Declare it: variables: [{ name: ${key} }].`),
      aws: refused,
    }),
  ];
}

function ofAction(use: Use): readonly Finding[] {
  const actions = actionsOf(use.pipeline);
  const { namespace } = use.reference;
  const producer = actions.find(({ action }) => action.namespace === namespace);
  if (producer === undefined) return [unknownNamespace(use, actions)];
  if (!isKnownAt(producer, use.text)) return [notProducedYet(use, producer)];
  return unknownKey(use, producer);
}

function isKnownAt(producer: PlacedAction, text: VariableText): boolean {
  if (producer.stageIndex !== text.stageIndex) return producer.stageIndex < text.stageIndex;
  return producer.runOrder < text.runOrder;
}

function unknownNamespace(use: Use, actions: readonly PlacedAction[]): Finding {
  const { namespace } = use.reference;
  const unnamed = actions.find(({ action }) => action.namespace === undefined && action.name === namespace);
  const known = actions.flatMap(({ action }) => action.namespace ?? []);
  return finding(use, {
    code: 'NamespaceUnknown',
    message: `No action has the namespace "${namespace}" that ${use.reference.text} refers to`,
    remedy:
      unnamed === undefined
        ? didYouMean(
            namespace,
            [...known, 'codepipeline', 'variables'],
            `Give the action that makes "${use.reference.key}" the namespace "${namespace}".`,
          )
        : `The action "${namespace}" has no namespace; add "namespace": "${namespace}" to it.`,
    aws: refused,
  });
}

function notProducedYet(use: Use, producer: PlacedAction): Finding {
  const parallel = producer.stageIndex === use.text.stageIndex && producer.runOrder === use.text.runOrder;
  const self = parallel && use.text.reader === `action "${producer.action.name}"`;
  const when = parallel ? 'at the same time' : 'later';
  return finding(use, {
    code: 'VariableNotProducedYet',
    message: self
      ? `The action "${producer.action.name}" refers to its own variable ${use.reference.text}`
      : `${use.reference.text} comes from ${nameOf(producer)}, which runs ${when}`,
    notes: [{ message: 'the namespace is here', path: [...producer.path, 'namespace'] }],
    remedy: 'Refer only to actions of earlier stages, or with a lower runOrder in the same stage.',
    aws: refused,
  });
}

function unknownKey(use: Use, producer: PlacedAction): readonly Finding[] {
  const keys = keysOf(producer.action, use.types);
  const { key, text } = use.reference;
  if (keys === 'any' || keys.includes(key)) return [];
  const { provider } = producer.action.actionTypeId;
  return [
    finding(use, {
      code: 'VariableKeyUnknown',
      severity: 'warning',
      message:
        keys.length === 0
          ? `${text}: ${provider} actions give no variables`
          : `${text}: ${provider} gives no variable "${key}"`,
      notes: [{ message: 'the action', path: [...producer.path, 'namespace'] }],
      ...(keys.length === 0 ? {} : { remedy: didYouMean(key, keys, `It gives: ${keys.join(', ')}.`) }),
      aws: 'The action that refers to it fails before it starts.',
    }),
  ];
}

function keysOf(action: ActionDeclaration, types: ActionTypes): readonly string[] | 'any' {
  const type = types.find(action.actionTypeId);
  if (type === undefined) return 'any';
  return type.fields?.includes('outputVariables') === true ? (action.outputVariables ?? []) : type.variables;
}

function finding({ text, reference }: Use, said: Omit<Finding, 'path' | 'part'>): Finding {
  return { ...said, path: text.path, part: { start: reference.start, end: reference.end } };
}
