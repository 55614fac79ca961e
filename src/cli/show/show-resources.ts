// The status command with --resources: what exists in the account, and who made it.
import { isAbsolute, relative, sep } from 'node:path';
import { openAccountForReading } from '../../account/open-account.ts';
import type { Maker, Resource } from '../../account/resource.ts';
import { formatDuration } from '../../lib/duration.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { shortExecutionId } from '../render/describe.ts';
import { fitLine, span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export async function showResources(options: PipelineOptions, terminal: Terminal): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  using account = openAccountForReading(state.path);
  const resources = account
    .list()
    .filter((each) => options.pipeline === undefined || isOf(options.pipeline, each));
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ resources: resources.map(documentOf) })}\n`);
    return 0;
  }
  if (resources.length === 0)
    terminal.write(`No resource is recorded yet: ${terminal.hints.command(['run'])} records them\n`);
  for (const line of linesOf(resources, terminal.cwd))
    terminal.write(`${terminal.palette.paint(fitLine(line, terminal.columns()))}\n`);
  return 0;
}

/** Its definition declares it, or its deployments made or changed it. */
function isOf(pipelineName: string, { madeBy, changedBy }: Resource): boolean {
  return [madeBy, changedBy].some((maker) => 'pipelineName' in maker && maker.pipelineName === pipelineName);
}

/** Without values: some of them are secrets. */
function documentOf({ values: _values, ...resource }: Resource): unknown {
  return { ...resource, arn: resource.arn ?? null };
}

function linesOf(resources: readonly Resource[], cwd: string): readonly Line[] {
  const now = Date.now();
  const rows = resources.map((each) => ({
    type: each.type,
    name: each.name,
    by: describeMaker(each.changedBy, cwd),
    when: `${formatDuration(Math.max(0, now - each.changedAt))} ago`,
    arn: each.arn ?? '',
  }));
  const width = (key: 'type' | 'name' | 'by' | 'when'): number =>
    Math.max(...rows.map((row) => row[key].length));
  return rows.map(({ type, name, by, when, arn }) => [
    span(type.padEnd(width('type')), 'dim'),
    span(`  ${name.padEnd(width('name'))}`, 'bold'),
    span(`  ${by.padEnd(width('by'))}`),
    span(`  ${when.padEnd(width('when'))}`, 'dim'),
    span(`  ${arn}`, 'cyan'),
  ]);
}

function describeMaker(maker: Maker, cwd: string): string {
  switch (maker.kind) {
    case 'definition':
      return fromHere(maker.file, cwd);
    case 'deployment':
      return `${maker.pipelineName} ${maker.actionName} ${shortExecutionId(maker.executionId)}`;
    case 'api':
      return maker.principal === undefined ? maker.operation : `${maker.operation} by ${maker.principal}`;
    case 'stack':
      return `stack ${maker.stackName}`;
    default:
      return unreachable(maker);
  }
}

function fromHere(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith(`..${sep}`) || isAbsolute(path) ? file : path;
}
