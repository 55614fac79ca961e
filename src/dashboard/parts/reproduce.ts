// The command that runs what has failed once more in a terminal, and stops where it fails. Pure.
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { ActionView } from '../../view/execution-view.ts';

interface Failed {
  readonly pipelineName: string;
  readonly stageName: string;
  readonly action: Pick<ActionView, 'name' | 'steps'>;
  /** The values of the matrix that the job has, as texts. */
  readonly matrix?: Readonly<Record<string, string>>;
  /** Of the pipeline, as the execution had them. */
  readonly variables: Readonly<Record<string, string>>;
}

/** For the folder of the definition. */
export function reproducingCommand({ pipelineName, stageName, action, variables, matrix }: Failed): string {
  if (/\.ya?ml$/.test(pipelineName)) {
    // A leg of a matrix is `job (value, value)`, a job of a called workflow `job / inner`.
    const [job = ''] = action.name.split(/ \(| \/ /);
    const call = [...eventOf(variables), ...pairs('--matrix', matrix ?? {})];
    return `slipway run .github/workflows/${pipelineName} --job ${quoted(job)}${call.join('')} --pause`;
  }
  const given = Object.entries(variables).map(([name, value]) => ` --variable ${quoted(`${name}=${value}`)}`);
  return `slipway run --only ${quoted(`${stageName}/${action.name}`)}${given.join('')} --pause`;
}

/** A push is what a run has without being asked. */
function eventOf({ event = 'push', inputs = '{}' }: Failed['variables']): readonly string[] {
  if (event === 'push') return [];
  return [` --event ${quoted(event)}`, ...pairs('--input', JSON.parse(inputs) as Record<string, unknown>)];
}

/** One option for each; what is no plain value cannot be given so. */
function pairs(option: string, values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    return typeof text === 'string' && !/^[[{]/.test(text) ? [` ${option} ${quoted(`${name}=${text}`)}`] : [];
  });
}

/** Only where a shell would read something else. */
export function quoted(text: string): string {
  return /^[\w./:@=,-]+$/.test(text) ? text : quoteForShell(text);
}
