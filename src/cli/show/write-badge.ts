// slipway status --badge: a picture of how the newest execution of a pipeline ended, for a page or a README.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { badgeSvg, badgeWord } from '../../view/badge.ts';
import type { PipelineOptions } from '../command.ts';
import { choosePipeline } from '../request/choose-pipeline.ts';
import { openForReading } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** Executions that were stopped are passed over. */
const readExecutions = 50;

/** @param file `-` for standard output */
export async function writeBadge(
  file: string,
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const pipelineName = choosePipeline(state, options, terminal);
  const executions =
    pipelineName === undefined ? [] : state.history.executions({ pipelineName, limit: readExecutions });
  const word = badgeWord(executions);
  const picture = badgeSvg(pipelineName ?? 'pipeline', word);
  if (file === '-') {
    terminal.write(picture);
    return 0;
  }
  await writeFile(resolve(terminal.cwd, file), picture);
  terminal.write(`${pipelineName ?? 'pipeline'}: ${word}, in ${file}\n`);
  return 0;
}
