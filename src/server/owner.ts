// The process that owns a state folder, as other commands see it.
import type { Request, RequestResult } from '../runtime/contract.ts';
import { wholeProgramVersion } from '../targets/daemon/program-version.ts';

export interface OwnerDescription {
  readonly pid: number;
  readonly pipelineNames: readonly string[];
  /** Of the program that it runs, where it does so for long. */
  readonly version?: string;
  /** Where its pages are, when it is a server. */
  readonly url?: string;
  /** Names how it drives its pipeline: the same call of `run` has the same name. */
  readonly call?: string;
  /** It ends with its own execution, and need not be ended by anyone. */
  readonly leaves?: boolean;
  /** It drives what calls of AWS's API have started, and leaves that to the next owner when it is sent SIGTERM. */
  readonly yields?: boolean;
  /** It takes nothing more, and ends what runs of these pipelines and builds before it goes. */
  readonly ending?: readonly string[];
}

/** What the process that owns a state folder can be asked. */
export interface Owner {
  readonly describe: () => Omit<OwnerDescription, 'pid'>;
  /** Undefined when it is about to end and takes nothing more. */
  readonly answer: (pipelineName: string, request: Request) => Promise<RequestResult | undefined>;
}

/** Whether its program is another than that of this process. */
export function isOutdated({ version }: OwnerDescription): boolean {
  return version !== undefined && version !== wholeProgramVersion();
}

/** What commands report of an owner that is outdated. @param who names it */
export function outdatedText(who: string): string {
  return `${who} runs Slipway as it was before it was installed anew`;
}
