// Artifacts: made once, and used only by actions that run later (CodePipeline user guide, "Input and output artifacts").
import { nearest } from '../../lib/nearest.ts';
import type { Path } from '../../lib/node.ts';
import { actionsOf, nameOf, repeats, runsBefore, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidActionDeclarationException.';

export const pipelineArtifacts: Rule = ({ pipeline }) => {
  const actions = actionsOf(pipeline);
  const outputs = actions.flatMap(outputsOf);
  const producers = new Map(outputs.toReversed().map((output) => [output.name, output]));
  const cycles = cyclesOf(actions, producers);
  const inCycle = new Set(cycles.flat());
  return [
    ...repeats(outputs, (output) => output.name).map(([output, first]) => producedTwice(output, first)),
    ...cycles.map(cycleFinding),
    ...actions.flatMap((placed) => [
      ...repeatedInputs(placed),
      ...inputsOf(placed)
        .filter((input) => !(inCycle.has(placed) && inCycle.has(producers.get(input.name)?.by ?? placed)))
        .flatMap((input) => wrongInput(input, { producers, actions })),
    ]),
  ];
};

interface Artifact {
  readonly name: string;
  readonly by: PlacedAction;
  readonly path: Path;
}

function outputsOf(by: PlacedAction): readonly Artifact[] {
  return (by.action.outputArtifacts ?? []).map(({ name }, index) => ({
    name,
    by,
    path: [...by.path, 'outputArtifacts', index, 'name'],
  }));
}

function inputsOf(by: PlacedAction): readonly Artifact[] {
  return (by.action.inputArtifacts ?? []).map(({ name }, index) => ({
    name,
    by,
    path: [...by.path, 'inputArtifacts', index, 'name'],
  }));
}

function producedTwice(output: Artifact, first: Artifact): Finding {
  return {
    code: 'ArtifactProducedTwice',
    message: `The artifact "${output.name}" is an output of two actions`,
    path: output.path,
    notes: [{ message: `first an output of ${nameOf(first.by)}`, path: first.path }],
    remedy: 'Give each output artifact a name of its own.',
    aws: refused,
  };
}

function repeatedInputs(placed: PlacedAction): readonly Finding[] {
  return repeats(inputsOf(placed), (input) => input.name).map(([input, first]) => ({
    code: 'ArtifactInputTwice',
    message: `The artifact "${input.name}" is an input of the action "${placed.action.name}" twice`,
    path: input.path,
    notes: [{ message: 'the first time', path: first.path }],
    remedy: 'Remove one of them.',
    aws: refused,
  }));
}

interface Known {
  readonly producers: ReadonlyMap<string, Artifact>;
  readonly actions: readonly PlacedAction[];
}

function wrongInput(input: Artifact, known: Known): readonly Finding[] {
  if (input.name === '') return [];
  const producer = known.producers.get(input.name);
  if (producer === undefined) return [unknownArtifact(input, known)];
  if (runsBefore(producer.by, input.by)) return [];
  const sameStage = producer.by.stageIndex === input.by.stageIndex;
  const self = producer.by === input.by;
  return [
    {
      code: 'ArtifactNotProducedYet',
      message: self
        ? `The action "${input.by.action.name}" takes its own output artifact "${input.name}"`
        : `The artifact "${input.name}" is made only ${sameStage && producer.by.runOrder === input.by.runOrder ? 'at the same time' : 'later'}, by ${nameOf(producer.by)}`,
      path: input.path,
      notes: self ? [] : [{ message: 'made here', path: producer.path }],
      remedy:
        sameStage && !self
          ? `Give "${input.by.action.name}" a higher runOrder than ${producer.by.runOrder}.`
          : 'Take an artifact of an earlier action, or move this action behind the one that makes it.',
      aws: refused,
    },
  ];
}

function unknownArtifact(input: Artifact, { producers, actions }: Known): Finding {
  const before = actions
    .filter((placed) => runsBefore(placed, input.by))
    .flatMap((placed) => outputsOf(placed).map((output) => output.name));
  const meant = nearest(input.name, before) ?? nearest(input.name, producers.keys());
  const available =
    before.length === 0
      ? 'No earlier action makes one.'
      : `Earlier actions make: ${[...new Set(before)].join(', ')}.`;
  return {
    code: 'ArtifactUnknown',
    message: `No action makes the artifact "${input.name}"`,
    path: input.path,
    remedy: meant === undefined ? available : `Did you mean "${meant}"?`,
    aws: refused,
  };
}

/** Groups of actions that wait for each other's artifacts, each from its first member in the declaration. */
function cyclesOf(
  actions: readonly PlacedAction[],
  producers: ReadonlyMap<string, Artifact>,
): readonly (readonly PlacedAction[])[] {
  const done = new Set<PlacedAction>();
  const found: (readonly PlacedAction[])[] = [];
  for (const start of actions) {
    const cycle = done.has(start) ? undefined : pathBackTo(start, { producers, done });
    if (cycle === undefined) continue;
    for (const member of cycle) done.add(member);
    found.push(cycle);
  }
  return found;
}

/** The shortest way from an action over its inputs' makers back to itself; longer than one, that is a cycle. */
function pathBackTo(
  start: PlacedAction,
  { producers, done }: { producers: ReadonlyMap<string, Artifact>; done: ReadonlySet<PlacedAction> },
): readonly PlacedAction[] | undefined {
  const cameFrom = new Map<PlacedAction, PlacedAction>();
  const open = [start];
  for (const current of open) {
    for (const input of inputsOf(current)) {
      const maker = producers.get(input.name)?.by;
      if (maker === undefined || maker === current || done.has(maker)) continue;
      if (maker === start) return wayTo(current, cameFrom);
      if (cameFrom.has(maker)) continue;
      cameFrom.set(maker, current);
      open.push(maker);
    }
  }
  return undefined;
}

function wayTo(
  end: PlacedAction,
  cameFrom: ReadonlyMap<PlacedAction, PlacedAction>,
): readonly PlacedAction[] {
  const way = [end];
  for (let at = cameFrom.get(end); at !== undefined; at = cameFrom.get(at)) way.unshift(at);
  return way;
}

function cycleFinding(cycle: readonly PlacedAction[]): Finding {
  const [first] = cycle;
  const names = [...cycle, ...cycle.slice(0, 1)].map(({ action }) => `"${action.name}"`);
  return {
    code: 'ArtifactCycle',
    message: `Actions wait for each other's artifacts: ${names.join(' needs ')}`,
    path: [...(first?.path ?? []), 'inputArtifacts'],
    notes: cycle.map((member, index) => ({
      message: `${nameOf(member)} needs an artifact of "${(cycle[index + 1] ?? first)?.action.name ?? ''}"`,
      path: [...member.path, 'inputArtifacts'],
    })),
    remedy: 'Let one of them take its input from elsewhere.',
    aws: refused,
  };
}
