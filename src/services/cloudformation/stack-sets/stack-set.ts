// A stack set: a template, the accounts and Regions that have a stack of it, and the operations that made them so.
import type { Stack } from '../../../stacks/stack.ts';
import { documentsOf } from '../../documents.ts';

interface GivenParameter {
  readonly ParameterKey?: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: boolean;
}

export interface StackInstance {
  readonly account: string;
  readonly region: string;
  /** Of its stack; the same when the operation that makes it is taken up again. */
  readonly stackName: string;
  readonly stackId?: string;
  readonly overrides: readonly GivenParameter[];
  readonly status: 'CURRENT' | 'OUTDATED';
  readonly statusReason?: string;
  readonly lastOperationId: string;
}

type ResultStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface SetResult {
  readonly account: string;
  readonly region: string;
  readonly status: ResultStatus;
  readonly reason?: string;
}

export interface SetOperation {
  readonly id: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  /** `STOPPING`: the stack that is worked on is finished, and no other is begun. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED';
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly retainStacks: boolean;
  /** How many stacks of a Region may fail before the rest is cancelled. */
  readonly toleratedFailures: number;
  /** One for each stack, in the order in which they are worked on. */
  readonly results: readonly SetResult[];
}

export interface StackSet {
  readonly name: string;
  readonly id: string;
  readonly description?: string;
  readonly templateText: string;
  readonly parameters: readonly GivenParameter[];
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly capabilities: readonly string[];
  readonly administrationRoleArn?: string;
  readonly executionRoleName: string;
  readonly instances: readonly StackInstance[];
  readonly operations: readonly SetOperation[];
  /** Who called last: its stacks are made in that name. */
  readonly principal: Stack['principal'];
}

/** Of the account and the Region that a set was made in. */
export const stackSets = documentsOf<StackSet>('cloudformation/stack-set');

export function sameTarget(
  one: { readonly account: string; readonly region: string },
  other: { readonly account: string; readonly region: string },
): boolean {
  return one.account === other.account && one.region === other.region;
}

export function isRunning({ status }: SetOperation): boolean {
  return status === 'RUNNING' || status === 'STOPPING';
}
