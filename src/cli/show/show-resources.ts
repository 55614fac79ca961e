// The status command with --resources: what exists in the account, and who made it.
import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { accountFile } from '../../account/account-file.ts';
import {
  isOfPipeline,
  lastChange,
  listResources,
  type ListedResource,
} from '../../account/listed-resources.ts';
import type { Maker } from '../../account/resource.ts';
import { formatDuration } from '../../lib/duration.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { secretsFile } from '../../state/encrypted-secret-store.ts';
import type { PipelineOptions } from '../command.ts';
import { existingStatePath, statePath } from '../state-path.ts';
import { shortExecutionId } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { writeLines } from '../write-lines.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';

/** Also of a state folder in which only AWS's API was called, or that only keeps secrets. */
export function showResources(options: PipelineOptions, terminal: Terminal): ExitStatus {
  const given = statePath(options, terminal);
  const isThere = [accountFile, secretsFile].some((file) => existsSync(join(given, file)));
  const path = isThere ? given : existingStatePath(options, terminal);
  const resources = resourcesOf(path, options.pipeline);
  if (options.json === true) {
    terminal.write(
      `${JSON.stringify({ resources: resources.map((each) => ({ ...each, arn: each.arn ?? null })) })}\n`,
    );
    return 0;
  }
  if (resources.length === 0)
    terminal.write(`No resource is recorded yet: ${terminal.hints.command(['run'])} records them\n`);
  writeLines(terminal, linesOf(resources, terminal.cwd));
  return 0;
}

function resourcesOf(path: string, pipelineName: string | undefined): readonly ListedResource[] {
  const all = listResources(path);
  return pipelineName === undefined ? all : all.filter((each) => isOfPipeline(pipelineName, each));
}

function linesOf(resources: readonly ListedResource[], cwd: string): readonly Line[] {
  const now = Date.now();
  const rows = resources.map((each) => {
    const { by: maker, at } = lastChange(each);
    return {
      type: each.type,
      name: each.name,
      here: each.here,
      by: describeMaker(maker, cwd),
      when: `${formatDuration(Math.max(0, now - at))} ago`,
      arn: each.arn ?? '',
    };
  });
  const width = (key: 'type' | 'name' | 'here' | 'by' | 'when'): number =>
    Math.max(...rows.map((row) => displayWidth(row[key])));
  return rows.map(({ type, name, here, by, when, arn }) => [
    span(type.padEnd(width('type')), 'dim'),
    span(`  ${padColumns(name, width('name'))}`, 'bold'),
    span(`  ${here.padEnd(width('here'))}`, here === 'ran' ? 'green' : 'dim'),
    span(`  ${padColumns(by, width('by'))}`),
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
    case 'command':
      return maker.command;
    default:
      return unreachable(maker);
  }
}

function fromHere(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith(`..${sep}`) || isAbsolute(path) ? file : path;
}
