// The account as one pipeline has it: with what its definition declares.
import type { AccountOfRun } from '../account/account.ts';
import type { ShippedParts } from '../account/plan-seed.ts';
import { openAccount } from '../account/open-account.ts';
import { accountOfDefinition, seedAccount, type DefinitionInFolder } from '../account/seed-account.ts';
import { takesRepository } from '../model/definition.ts';
import { shippedRunKind, type ShippedRun } from '../model/shipped-run.ts';
import { Documents, hasDocuments } from '../state/documents.ts';
import type { StateFolder } from '../state/state-folder.ts';

export interface PipelineAccount extends AccountOfRun, Disposable {
  /** What the definition declares now. Throws a ProblemError, with nothing changed, where others made it otherwise. */
  readonly update: (definition: DefinitionInFolder) => void;
}

/**
 * Throws as `update` does. A build by itself has an account of its own: its project stands in no other. What calls
 * of AWS's API have made is in the account already.
 */
export function openPipelineAccount(
  given: DefinitionInFolder,
  { state, now }: { readonly state: Pick<StateFolder, 'path'>; readonly now: () => number },
): PipelineAccount {
  if (takesRepository(given.definition)) return frameAccount(given);
  const account = openAccount(state.path);
  if (given.definition.registered === true)
    return {
      at: account.at,
      put: account.put,
      update: () => undefined,
      [Symbol.dispose]: account[Symbol.dispose],
    };
  const shippedOf = (pipelineName: string): ShippedParts | undefined => {
    if (!hasDocuments(state.path)) return undefined;
    using documents = new Documents(state.path);
    const run = documents.find(shippedRunKind, pipelineName) as ShippedRun | undefined;
    return run && { stackName: run.stack, declared: run.declared };
  };
  const update = (changed: DefinitionInFolder): void =>
    seedAccount(account, changed, { at: now(), shippedOf });
  try {
    update(given);
  } catch (error) {
    account[Symbol.dispose]();
    throw error;
  }
  return { at: account.at, put: account.put, update, [Symbol.dispose]: account[Symbol.dispose] };
}

function frameAccount(given: DefinitionInFolder): PipelineAccount {
  let account = accountOfDefinition(given);
  return {
    at: (...places) => account.at(...places),
    // A build by itself deploys nothing.
    put: () => ({ version: 1 }),
    update: (changed) => {
      account = accountOfDefinition(changed);
    },
    [Symbol.dispose]: () => undefined,
  };
}
