// What the readers of an appspec report: problems for `slipway lint`, and with each the text with which AWS's own
// agent would fail the deployment, where it would.
import { didYouMean } from '../../lib/nearest.ts';
import type { MapNode, Node, ScalarNode } from '../../lib/node.ts';
import { problem, type Problem, type ProblemInput } from '../../lib/problem.ts';

export interface AppSpecFinding {
  readonly problem: Problem;
  /** The agent's message; absent when the agent does not check this, or only later. */
  readonly agentError?: string;
}

/** Collects findings in the order in which the agent reads the file. */
export class AppSpecFindings {
  readonly all: AppSpecFinding[] = [];

  /** The agent refuses the file with `agentError`, at every lifecycle event that reads it. */
  refuse(agentError: string, input: ProblemInput): void {
    const aws = `The CodeDeploy agent fails the lifecycle event: ${agentError}`;
    this.all.push({ problem: problem({ aws, ...input }), agentError });
  }

  /** The agent reads the file without complaint. */
  remark(input: ProblemInput): void {
    this.all.push({ problem: problem(input) });
  }
}

/** A scalar as Ruby's `to_s` gives it after YAML 1.1 has read it: the unquoted `0755` is the number 493. */
export function agentText(node: ScalarNode): string {
  if (typeof node.value === 'string') return node.value;
  if (node.value === null) return '';
  // Ruby keeps the point of a float (`1.0`), JavaScript does not.
  const isInteger = Number.isInteger(node.value) && !node.text.includes('.');
  return isInteger || typeof node.value === 'boolean' ? String(node.value) : node.text;
}

/** Absent, or written as YAML's null. */
export function isNothing(node: Node | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

export const kindNames = { scalar: 'a single value', list: 'a list', map: 'a mapping' } as const;

/** The agent ignores keys that it does not know; a misspelt one is therefore lost in silence. */
export function remarkUnknownKeys(map: MapNode, known: readonly string[], findings: AppSpecFindings): void {
  for (const { key, keyPlace } of map.entries) {
    if (known.includes(key)) continue;
    findings.remark({
      code: 'UnknownKey',
      severity: 'warning',
      message: `The key "${key}" is not known here`,
      at: keyPlace,
      aws: 'The CodeDeploy agent ignores it without a word.',
      remedy: didYouMean(key, known, `Known keys: ${known.join(', ')}.`),
    });
  }
}
