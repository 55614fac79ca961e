// The events command: the events of EventBridge so far, also to try a pattern on what has happened.
import { providers } from '../../actions/registry.ts';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import type { AwsEvent } from '../../model/events/aws-event.ts';
import { parsePattern } from '../../model/events/event-pattern.ts';
import { messageOf, placeOfEvent } from '../../model/events/notification.ts';
import { recentEvents } from '../../events/event-reader.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { firstLine, shortExecutionId } from '../render/describe.ts';
import { span, type Line, type Role } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readLimit } from './read-limit.ts';
import { writeLines } from '../write-lines.ts';

export interface EventsOptions extends PipelineOptions {
  readonly limit: string;
  readonly pattern?: string;
}

export async function showEvents(options: EventsOptions, terminal: Terminal): Promise<ExitStatus> {
  const limit = readLimit(options.limit);
  const matches = options.pattern === undefined ? undefined : readPattern(options.pattern, terminal.cwd);
  await using state = await openForReading(options, terminal);
  const pipelineName = namedPipeline(state, options);
  const wanted = {
    limit,
    ...defined({ pipelineName, matches }),
  };
  const { events } = recentEvents(state.journal, providers, wanted);
  if (options.json === true) for (const event of events) terminal.write(`${JSON.stringify(event)}\n`);
  else if (events.length === 0)
    terminal.write(
      matches === undefined
        ? `No event yet: ${terminal.hints.command(['run'])} makes some\n`
        : 'The pattern matches none\n',
    );
  else writeLines(terminal, events.map(eventLine));
  return 0;
}

/** JSON itself, or a file with it. */
function readPattern(given: string, cwd: string): (event: AwsEvent) => boolean {
  const isText = given.trimStart().startsWith('{');
  const file = resolve(cwd, given);
  if (!isText && !existsSync(file)) throw new ProblemError([wrong(`There is no file ${given}`)]);
  let pattern: unknown;
  try {
    pattern = JSON.parse(isText ? given : readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ProblemError([wrong(`The pattern is not JSON: ${(error as Error).message}`)]);
  }
  const parsed = parsePattern(pattern);
  if (isFailed(parsed)) throw new ProblemError(parsed.failed.map(wrong));
  return parsed.matches;
}

function wrong(message: string): Problem {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message,
    remedy: `Write --pattern '{"source":["aws.codepipeline"]}', or name a file that holds such a pattern`,
  });
}

function eventLine(event: AwsEvent): Line {
  const { status, executionId, error } = messageOf(event);
  return [
    span(event.time.replace('T', ' ').replace('Z', ''), 'dim'),
    span(`  ${status.padEnd(statusWidth)}`, roleOf(status)),
    span(`  ${placeOfEvent(event)}`),
    span(`  ${shortExecutionId(executionId.split(/[/:]/).at(-1) ?? '')}`, 'dim'),
    span(`  ${error === undefined ? event['detail-type'] : firstLine(error)}`, 'dim'),
  ];
}

const statusWidth = 11;

function roleOf(status: string): Role {
  if (/SUCC/.test(status)) return 'green';
  return /FAIL|FAULT|TIMED/.test(status) ? 'red' : 'cyan';
}
