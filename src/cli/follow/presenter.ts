// Chooses what shows an execution: a tree, lines, JSON, or its result alone.
import { presentAsJson } from './json-presenter.ts';
import { presentAsLines } from './line-presenter.ts';
import { presentAsTree } from './tree-presenter.ts';
import { presentQuietly } from './quiet-presenter.ts';
import type { Presenter, Presented } from './presenter-contract.ts';

export function createPresenter(presented: Presented, { json }: { readonly json: boolean }): Presenter {
  if (json) return presentAsJson(presented);
  if (presented.terminal.isQuiet) return presentQuietly(presented);
  return presented.terminal.isScreen ? presentAsTree(presented) : presentAsLines(presented);
}
