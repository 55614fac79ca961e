// The commands of the documentation's shell blocks, and what the comment above each block says of how they are tested:
//
//   <!-- run in fleet -->                                      each line succeeds in that folder of test/docs/grounds.ts
//   <!-- run in fleet, not "slipway ship --aws": needs AWS --> but those that begin with the words
//   <!-- not run: needs an account of AWS -->                  none
//
// A line that fails says so in its own comment: `# exit status 1`.

export interface DocCommand {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly exitStatus: number;
}

export interface DocBlock {
  /** From 1, of its first line. */
  readonly line: number;
  readonly language: string;
  /** What runs; none without a ground. */
  readonly commands: readonly DocCommand[];
  readonly ground?: string;
  /** Why all of it, or some of its lines, are not run. */
  readonly reasons: readonly string[];
}

/** Languages whose blocks hold no commands. */
export const languagesOfText: readonly string[] = ['text', 'json', 'yaml', 'ini', 'dockerfile'];

export function docBlocks(markdown: string): readonly DocBlock[] {
  const lines = markdown.split('\n');
  const blocks: DocBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const language = /^```(\S*)$/.exec(lines[at] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', at + 1);
    blocks.push(blockOf(lines, { at, end, language }));
    at = end;
  }
  return blocks;
}

function blockOf(
  lines: readonly string[],
  { at, end, language }: { readonly at: number; readonly end: number; readonly language: string },
): DocBlock {
  const { ground, left, reasons } = markAbove(lines.slice(0, at));
  const commands =
    ground === undefined
      ? []
      : joinedLines(lines.slice(at + 1, end), at + 2).filter(
          ({ text }) => !left.some((words) => text.startsWith(words)),
        );
  return { line: at + 1, language, commands, reasons, ...(ground === undefined ? {} : { ground }) };
}

interface Mark {
  readonly ground?: string;
  readonly left: readonly string[];
  readonly reasons: readonly string[];
}

function markAbove(lines: readonly string[]): Mark {
  const text =
    /<!--([^>]*)-->\s*$/.exec(lines.slice(-8).join('\n'))?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const none = /^not run: (.+)$/.exec(text)?.[1];
  if (none !== undefined) return { left: [], reasons: [none] };
  const ground = /^run in ([\w-]+)/.exec(text)?.[1];
  const left = [...text.matchAll(/, not "([^"]+)": ([^,]+)/g)];
  return {
    left: left.map(([, words = '']) => words),
    reasons: left.map(([, , reason = '']) => reason),
    ...(ground === undefined ? {} : { ground }),
  };
}

/** Without comments; a line that ends in a backslash goes on in the next one. */
function joinedLines(lines: readonly string[], first: number): readonly DocCommand[] {
  const commands: DocCommand[] = [];
  let begun = '';
  for (const [index, line] of lines.entries()) {
    const text = `${begun}${line.replace(/(^|\s+)#.*$/, '').trim()}`;
    begun = text.endsWith('\\') ? text.slice(0, -1) : '';
    if (begun !== '' || text === '') continue;
    commands.push({
      line: first + index,
      text,
      exitStatus: Number(/# .*exit status (\d+)/.exec(line)?.[1] ?? 0),
    });
  }
  return commands;
}
