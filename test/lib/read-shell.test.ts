import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readShell, type ShellNode, type ShellPipeline, type ShellScript } from '../../src/lib/read-shell.ts';

/** The script in one line: words joined by +, scripts in brackets. */
function draw(script: ShellScript): string {
  return script
    .map(({ first, rest, isBackground }) =>
      [
        drawPipeline(first),
        ...rest.map(({ operator, pipeline }) => `${operator} ${drawPipeline(pipeline)}`),
        ...(isBackground ? ['&'] : []),
      ].join(' '),
    )
    .join(' ; ');
}

function drawPipeline({ isNegated, nodes }: ShellPipeline): string {
  return `${isNegated ? '! ' : ''}${nodes.map(drawNode).join(' | ')}`;
}

function drawNode(node: ShellNode): string {
  return node.kind === 'command'
    ? node.words.join('+')
    : node.bodies.map((body) => `[${draw(body)}]`).join('');
}

describe('a shell script is read', () => {
  test.each([
    ['make', 'make'],
    ['a b && c || d', 'a+b && c || d'],
    ['a; b\nc', 'a ; b ; c'],
    ['a | tee log |& b', 'a | tee+log | b'],
    ['a & b', 'a & ; b'],
    ['! a', '! a'],
    ['a ||\n  b', 'a || b'],
    ['a \\\n  b', 'a+b'],
    ['echo "a || b" \'c; d\' e\\ f', 'echo+a || b+c; d+e f'],
    ['a 2>/dev/null >> log 2>&1 < in b', 'a+b'],
    ['a &> log b', 'a+b'],
    ['a # b || c\nd', 'a ; d'],
    ['echo a#b', 'echo+a#b'],
    ['a $(b; c) ${d:-e f} `g; h`', 'a+$(b; c)+${d:-e f}+`g; h`'],
    ['cat <<EOF > file\na || b\nEOF\nc', 'cat ; c'],
    ['cat <<-"END"\n a\n END\nc', 'cat ; c'],
    ['{ a; b; } || (c; d)', '[a ; b] || [c ; d]'],
    ['if a; then\n b || c\nelif d; then e; else f; fi; g', '[b || c][e][f] ; g'],
    ['if a; then b; elif c; then d; fi', '[b][d]'],
    ['for x in 1 2; do a $x; done && b', '[a+$x] && b'],
    ['while read x\ndo a\ndone < in', '[a]'],
    ['case $x in\n a|b) c;;\n (*) d\nesac\ne', '[c][d] ; e'],
    ['f() { a; }\nf', ' ; f'],
    ['echo \'if\' "then" fi', 'echo+if+then+fi'],
    ['a=1 b', 'a=1+b'],
    ['', ''],
    ['} a', 'a'],
    ['echo "never closed', 'echo+never closed'],
  ])('%j', (text, drawn) => {
    expect(draw(readShell(text))).toBe(drawn);
  });

  test('whatever it is, without throwing and in good time', () => {
    const pieces = [
      'if',
      'then',
      'fi',
      'do',
      'case',
      'in',
      'esac',
      '{',
      '}',
      '(',
      ')',
      '"',
      "'",
      '`',
      '$(',
      '${',
    ];
    const piece = fc.constantFrom(
      ...pieces,
      '|',
      '||',
      '&',
      ';',
      ';;',
      '\n',
      ' ',
      '\\',
      '<<',
      '>',
      '#',
      'a',
      '!',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        expect(Array.isArray(readShell(parts.join('')))).toBe(true);
        expect(Array.isArray(readShell(parts.join(' ')))).toBe(true);
      }),
    );
    expect(readShell('{ '.repeat(100_000))).toHaveLength(1);
  });
});
