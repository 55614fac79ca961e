// The command that runs what has failed once more in a terminal, and stops where it fails. Pure.
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { ActionView } from '../../view/execution-view.ts';

interface Failed {
  readonly pipelineName: string;
  readonly stageName: string;
  readonly action: Pick<ActionView, 'name' | 'steps'>;
  /** Of the pipeline, as the execution had them. */
  readonly variables: Readonly<Record<string, string>>;
}

/** For the folder of the definition. */
export function reproducingCommand({ pipelineName, stageName, action, variables }: Failed): string {
  if (/\.ya?ml$/.test(pipelineName)) {
    // A leg of a matrix is `job (value, value)`, a job of a called workflow `job / inner`.
    const [job = ''] = action.name.split(/ \(| \/ /);
    return `slipway run .github/workflows/${pipelineName} --job ${quoted(job)} --pause`;
  }
  const given = Object.entries(variables).map(([name, value]) => ` --variable ${quoted(`${name}=${value}`)}`);
  return `slipway run --only ${quoted(`${stageName}/${action.name}`)}${given.join('')} --pause`;
}

/** Only where a shell would read something else. */
export function quoted(text: string): string {
  return /^[\w./:@=,-]+$/.test(text) ? text : quoteForShell(text);
}
