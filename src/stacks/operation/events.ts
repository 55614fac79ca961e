// What DescribeStackEvents shows of a fact, with CloudFormation's statuses and texts. Pure.
import { defined } from '../../lib/defined.ts';
import { asTexts } from '../values/evaluate.ts';
import type { ResourceStatus, Stack, StackStatus, Step } from '../stack.ts';
import { statusOf, stepIn } from './apply.ts';
import type { Fact } from './fact.ts';

export interface StackEvent {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: ResourceStatus | StackStatus;
  readonly reason?: string;
  /** JSON with every scalar as a text. */
  readonly properties?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const stackType = 'AWS::CloudFormation::Stack';

/** @param after the stack as the fact has left it */
export function eventsOf(after: Stack, fact: Fact): readonly StackEvent[] {
  switch (fact.type) {
    case 'OperationBegan':
    case 'PhaseEntered':
    case 'OperationEnded':
      return [stackEvent(after, fact.at)];
    case 'StepBegan':
      return [stepEvent(after, fact, begunReason(stepIn(after, fact)))];
    case 'StepMade': {
      const isNew = stepIn(after, fact).action !== 'update';
      return [stepEvent(after, fact, isNew ? 'Resource creation Initiated' : newByItsProvider)];
    }
    case 'StepSignalled':
      return [stepEvent(after, fact, `Received SUCCESS signal with UniqueId ${fact.uniqueId}`)];
    case 'StepPassed':
      return fact.as === 'unchanged' ? [] : [stepEvent(after, fact)];
    case 'StepDone':
      return [stepEvent(after, fact, doneReason(stepIn(after, fact)))];
    case 'StepFailed':
    case 'StepRefused':
      return [stepEvent(after, fact, stepIn(after, fact).reason)];
    default:
      return [];
  }
}

/** A custom resource has given itself another physical id. */
const newByItsProvider = 'Requested update required the provider to create a new physical resource';

/** Texts of an import (CloudFormation user guide, "Import AWS resources into a CloudFormation stack"). */
function doneReason({ action, reason }: Step): string | undefined {
  return action === 'import' ? 'Resource import completed.' : reason;
}

function begunReason({ action, phase }: Step): string | undefined {
  if (action === 'import') return 'Resource import started.';
  if (phase === 'import-tags') return 'Apply stack-level tags to imported resource if applicable.';
  return action === 'replace'
    ? 'Requested update requires the creation of a new physical resource; hence creating one.'
    : undefined;
}

export function stackEvent({ id, name, status, statusReason }: Stack, at: number): StackEvent {
  return defined({
    logicalId: name,
    physicalId: id,
    type: stackType,
    status,
    reason: statusReason,
    at,
  });
}

function stepEvent(
  stack: Stack,
  fact: Fact & { readonly phase?: Step['phase']; readonly logicalId: string },
  reason?: string,
): StackEvent {
  const step = stepIn(stack, { phase: fact.phase ?? 'forward', logicalId: fact.logicalId });
  const isCleanup = step.phase === 'cleanup' || step.phase === 'rollback-cleanup';
  return defined({
    logicalId: step.logicalId,
    physicalId: step.physicalId ?? '',
    type: step.type,
    status: statusOf(step),
    reason,
    // Clean-ups show none.
    properties: isCleanup ? undefined : JSON.stringify(asTexts(step.shown ?? step.properties)),
    at: fact.at,
  });
}
