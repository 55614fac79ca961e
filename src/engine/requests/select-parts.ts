// Which actions an execution leaves out, from what its start was asked for: to skip some, to run only some, or to end
// after one. Nothing is left out that another action takes something from: it would fail for want of it.
import { isFailed, type Result } from '../../lib/result.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../../model/pipeline.ts';
import { referencesIn } from '../../model/variables.ts';
import type { SkippedAction } from '../event.ts';
import { refuse, suggest, type Refusal } from './outcome.ts';

/** Each names a stage, `STAGE/ACTION`, or an action whose name only one stage has. */
export interface Selection {
  readonly skip?: readonly string[] | undefined;
  /** These, and what they take artifacts and variables from. */
  readonly only?: readonly string[] | undefined;
  /** Nothing after it. */
  readonly until?: string | undefined;
}

interface Part extends SkippedAction {
  readonly action: ActionDeclaration;
  /** The order in which actions run. */
  readonly place: readonly [stage: number, runOrder: number];
}

export function selectParts(
  declaration: PipelineDeclaration,
  { skip = [], only, until }: Selection,
): Result<{ readonly skipped: readonly SkippedAction[] }, Refusal['failed']> {
  const parts = partsOf(declaration);
  if (declaration.stages.some(({ jobs }) => jobs !== undefined))
    return refuse('ValidationException', 'The jobs of a workflow are not skipped', 'Name one with --job.');
  const left = new Set<Part>();
  for (const name of skip) {
    const found = partsNamed(name, parts, declaration);
    if (isFailed(found)) return found;
    for (const part of found.parts) left.add(part);
  }
  if (until !== undefined) {
    const found = partsNamed(until, parts, declaration);
    if (isFailed(found)) return found;
    for (const part of parts) if (found.parts.every((each) => isAfter(part, each))) left.add(part);
  }
  if (only !== undefined) {
    const kept = keptBy(only, parts, declaration);
    if (isFailed(kept)) return kept;
    for (const part of parts) if (!kept.parts.has(part)) left.add(part);
  }
  return refuseGaps(parts, left) ?? { skipped: [...left].map(nameOf) };
}

function nameOf({ stageName, actionName }: Part): SkippedAction {
  return { stageName, actionName };
}

function partsOf({ stages }: PipelineDeclaration): readonly Part[] {
  return stages.flatMap((stage, index) =>
    stage.actions.map((action) => ({
      stageName: stage.name,
      actionName: action.name,
      action,
      place: [index, action.runOrder ?? 1] as const,
    })),
  );
}

function isAfter({ place: [stage, order] }: Part, { place: [otherStage, otherOrder] }: Part): boolean {
  return stage > otherStage || (stage === otherStage && order > otherOrder);
}

function partsNamed(
  name: string,
  parts: readonly Part[],
  { name: pipelineName, stages }: PipelineDeclaration,
): Result<{ readonly parts: readonly Part[] }, Refusal['failed']> {
  const ofStage = parts.filter(({ stageName }) => stageName === name);
  if (ofStage.length > 0) return { parts: ofStage };
  const found = parts.filter((part) => fullName(part) === name || part.actionName === name);
  if (found.length === 1) return { parts: found };
  if (found.length > 1) {
    const names = found.map(fullName).join(' and ');
    return refuse('ValidationException', `"${name}" is ${names}`, 'Name one of them with its stage.');
  }
  const all = [...stages.map((stage) => stage.name), ...parts.map((part) => fullName(part))];
  return refuse(
    'ValidationException',
    `The pipeline ${pipelineName} has no stage or action "${name}"`,
    suggest(name, all),
  );
}

function fullName({ stageName, actionName }: SkippedAction): string {
  return `${stageName}/${actionName}`;
}

function keptBy(
  only: readonly string[],
  parts: readonly Part[],
  declaration: PipelineDeclaration,
): Result<{ readonly parts: ReadonlySet<Part> }, Refusal['failed']> {
  const kept = new Set<Part>();
  const keep = (part: Part): void => {
    if (kept.has(part)) return;
    kept.add(part);
    for (const giver of parts) if (takesFrom(part, giver)) keep(giver);
  };
  for (const name of only) {
    const found = partsNamed(name, parts, declaration);
    if (isFailed(found)) return found;
    for (const part of found.parts) keep(part);
  }
  return { parts: kept };
}

/** By an artifact, or by a variable of its namespace. */
function takesFrom({ action }: Part, { action: giver }: Part): boolean {
  const given = new Set((giver.outputArtifacts ?? []).map(({ name }) => name));
  if ((action.inputArtifacts ?? []).some(({ name }) => given.has(name))) return true;
  const { namespace } = giver;
  if (namespace === undefined) return false;
  const { configuration = {}, commands = [], environmentVariables = [] } = action;
  const texts = [
    ...Object.values(configuration),
    ...commands,
    ...environmentVariables.map(({ value }) => value),
  ];
  return texts.some((text) => referencesIn(text).some((reference) => reference.namespace === namespace));
}

function refuseGaps(parts: readonly Part[], left: ReadonlySet<Part>): Refusal | undefined {
  const running = parts.filter((part) => !left.has(part));
  if (running.length === 0)
    return refuse('ValidationException', 'Every action would be skipped', 'Leave one of them in.');
  for (const part of running) {
    const giver = parts.find((each) => left.has(each) && takesFrom(part, each));
    if (giver !== undefined)
      return refuse(
        'ValidationException',
        `"${fullName(part)}" takes what "${fullName(giver)}" gives, and that would be skipped`,
        `Skip it as well: --skip ${fullName(part)}`,
      );
  }
  return undefined;
}
