// The log of one build of several that write into the log of one action: whole lines, each with the build's name.
import type { ActionLog } from '../provider.ts';

export interface PrefixedLog extends ActionLog {
  /** Writes a last line that nothing ended. */
  readonly flush: () => void;
}

/** How many lines of all builds are searched for those of this one. */
const searched = 2000;

export function prefixedLog(log: ActionLog, name: string): PrefixedLog {
  const prefix = `${name} | `;
  let begun: Buffer = Buffer.alloc(0);
  const writeLines = (bytes: Uint8Array) => {
    const all = Buffer.concat([begun, bytes]);
    let start = 0;
    for (let end = all.indexOf(lineFeed); end !== -1; end = all.indexOf(lineFeed, start)) {
      log.write(Buffer.concat([Buffer.from(prefix), all.subarray(start, end + 1)]));
      start = end + 1;
    }
    begun = all.subarray(start);
  };
  return {
    write: writeLines,
    line: (text) => writeLines(Buffer.from(`${text}\n`)),
    redact: log.redact,
    hidden: log.hidden,
    hide: log.hide,
    tail: (count) =>
      log
        .tail(searched)
        .filter((line) => line.startsWith(prefix))
        .map((line) => line.slice(prefix.length))
        .slice(-count),
    flush: () => {
      if (begun.length > 0) writeLines(Buffer.from('\n'));
    },
  };
}

const lineFeed = 0x0a;
