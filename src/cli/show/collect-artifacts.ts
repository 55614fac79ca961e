// The gc command: what executions have made and nothing needs any more.
import { counted } from '../../lib/counted.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { formatSize } from '../../lib/size.ts';
import type { RetentionRules } from '../../model/retention.ts';
import { collectGarbage, type CollectedPipeline, type Collection } from '../../runtime/collect-garbage.ts';
import type { CommonOptions } from '../command.ts';
import { span, type Line } from '../render/line.ts';
import { ownFolder } from '../session/wait-for-owner.ts';
import { existingStatePath, openForReading } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { writeLines } from '../write-lines.ts';
import { padColumns } from '../../lib/display-width.ts';

export interface CollectionOptions extends CommonOptions {
  readonly days: string;
  readonly successful: string;
  readonly compressAfter: string;
  readonly dryRun?: true;
}

export async function collectArtifacts(options: CollectionOptions, terminal: Terminal): Promise<ExitStatus> {
  const rules: RetentionRules = {
    days: wholeNumber('--days', options.days, 1),
    successful: wholeNumber('--successful', options.successful, 1),
    compressAfterDays: wholeNumber('--compress-after', options.compressAfter, 0),
  };
  const isDry = options.dryRun === true;
  await using state = isDry
    ? await openForReading(options, terminal)
    : await ownFolder(existingStatePath(options, terminal), terminal);
  const collection = collectGarbage(state, { rulesOf: () => rules, now: Date.now(), isDry });
  if (options.json === true) terminal.write(`${JSON.stringify(collection)}\n`);
  else writeLines(terminal, collectionLines(collection, isDry));
  return 0;
}

function wholeNumber(option: string, given: string, min: number): number {
  const value = Number(given);
  if (given.trim() !== '' && Number.isInteger(value) && value >= min) return value;
  const message = `${option} takes a whole number from ${min}, not "${given}"`;
  throw new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message })]);
}

function collectionLines(collection: Collection, isDry: boolean): readonly Line[] {
  const { pipelines, removedTrees, removedBytes, compressedFiles, compressedBytes } = collection;
  const [remove, compress] = isDry ? ['Would remove', 'would compress'] : ['Removed', 'compressed'];
  const gain = isDry ? formatSize(compressedBytes) : `${formatSize(compressedBytes)} less`;
  return [
    ...pipelines.map(pipelineLine),
    [
      span(`${remove} ${counted(removedTrees, 'artifact')}, ${formatSize(removedBytes)}`, 'bold'),
      span(`; ${compress} ${counted(compressedFiles, 'file')}, ${gain}`),
    ],
  ];
}

function pipelineLine({ pipelineName, kept, dropped }: CollectedPipeline): Line {
  const reasons = Object.entries(kept).map(([because, count]) => `${count} for ${because}`);
  const all = Object.values(kept).reduce((sum, count) => sum + count, 0);
  return [
    span(padColumns(pipelineName, 20), 'bold'),
    span(`  ${counted(all, 'execution')} kept`),
    span(reasons.length === 0 ? '' : ` (${reasons.join(', ')})`, 'dim'),
    span(`, ${dropped.length} not`),
  ];
}
