// What git shows to who has pushed, as lines that begin with "remote:": which pipelines the push has started, or why none.
import type { StartedByEvent } from '../start-by-event.ts';
import { packetLine } from './receive-commands.ts';

export interface PushOutcome {
  readonly repository: string;
  /** In the order of the branches and tags; none for a push that only deletes. */
  readonly events: readonly { readonly ref: string; readonly outcomes: readonly StartedByEvent[] }[];
  /** Repositories of the sources of all pipelines. */
  readonly sources: readonly string[];
}

/** Pure. */
export function linesForPusher({ repository, events, sources }: PushOutcome): readonly string[] {
  return events.flatMap(({ ref, outcomes }) =>
    outcomes.length === 0
      ? [
          `${ref}: no pipeline here takes the repository "${repository}", so nothing was started`,
          sources.length === 0
            ? 'No pipeline here has a repository as its source'
            : `The pipelines here take ${named(sources)}: push to one of these, or name "${repository}" in the source action of a pipeline`,
        ]
      : outcomes.map((outcome) => `${ref}: ${lineOf(outcome)}`),
  );
}

const mostNamed = 10;

function named(sources: readonly string[]): string {
  const more = sources.length - mostNamed;
  return `${sources.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function lineOf({ pipelineName, executionId, because }: StartedByEvent): string {
  if (executionId === undefined) return `"${pipelineName}" was not started: ${because}`;
  return `"${pipelineName}" was started, execution ${executionId.slice(0, 8)}: ${because}`;
}

const flush = '0000';

/**
 * The answer of git with further lines in the band that git shows at once (gitprotocol-pack(5), "Packfile Negotiation" and
 * "side-band"). @param lines asked for when git has said all that it says
 */
export async function* withLines(
  answer: AsyncIterable<Uint8Array>,
  lines: () => Promise<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of answer) {
    const bytes = Buffer.concat([held, chunk]);
    const end = Math.max(0, bytes.length - flush.length);
    if (end > 0) yield bytes.subarray(0, end);
    held = bytes.subarray(end);
  }
  const said = await lines();
  // Anything else than the end of all bands is an answer of another kind.
  if (held.toString('latin1') === flush)
    for (const line of said) yield packetLine(Buffer.concat([Buffer.of(2), cut(line), Buffer.from('\n')]));
  yield held;
}

/** Much less than a line of the band takes, and more than anyone reads. */
const maxLineBytes = 1000;

function cut(line: string): Uint8Array {
  const bytes = new Uint8Array(maxLineBytes);
  // Writes whole characters alone.
  return bytes.subarray(0, new TextEncoder().encodeInto(line, bytes).written);
}
