import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { summaryHtml } from '../../src/dashboard/parts/jobs/summary-html.ts';

test.each([
  [
    '## Result of *all* `a < b` **done**',
    '<h2>Result of <em>all</em> <code>a &lt; b</code> <strong>done</strong></h2>',
  ],
  ['one\ntwo\n\nthree', '<p>one\ntwo</p>\n\n<p>three</p>'],
  ['- a\n- b\n  - c\n\nend', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>\n\n<p>end</p>'],
  ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  ['- [x] done\n- [ ] open', '<ul><li>☑ done</li><li>☐ open</li></ul>'],
  [
    '| A | B |\n|---|:-:|\n| 1 \\| 2 | **3** |',
    '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1 | 2</td><td><strong>3</strong></td></tr></tbody></table>',
  ],
  ['```js\nif (a < b) *x*\n```\nafter', '<pre>if (a &lt; b) *x*</pre>\n<p>after</p>'],
  ['> said\n> more', '<blockquote><p>said\nmore</p></blockquote>'],
  ['a\n\n---\n\nb', '<p>a</p>\n\n<hr>\n\n<p>b</p>'],
  ['[the log](https://example.com/a_b_c "x")', '<p><a href="https://example.com/a_b_c">the log</a></p>'],
  [
    'see https://example.com/a_b?c=1&d.',
    '<p>see <a href="https://example.com/a_b?c=1&amp;d.">https://example.com/a_b?c=1&amp;d.</a></p>',
  ],
  [
    '[![ok](https://e.com/b.svg)](https://e.com)',
    '<p><a href="https://e.com"><img alt="ok" src="https://e.com/b.svg"></a></p>',
  ],
  ['snake_case_name and 2 * 3 * 4 \\*no\\*', '<p>snake_case_name and 2 * 3 * 4 *no*</p>'],
  [':rocket: at 12:30:45 :unknown:', '<p>🚀 at 12:30:45 :unknown:</p>'],
  ['a < b & c > d', '<p>a &lt; b &amp; c &gt; d</p>'],
  ['a<br>b <sub>c</sub>', '<p>a<br>b <sub>c</sub></p>'],
  [
    '<details><summary>More</summary>\n\n- **x**\n\n</details>',
    '<details><summary>More</summary>\n\n<ul><li><strong>x</strong></li></ul>\n\n</details>',
  ],
  [
    '<img src="a.png" onerror="x()" style="y"> <a href=\'b\' onclick=z>c</a>',
    '<img src="a.png"> <a href=\'b\'>c</a>',
  ],
  ['<details open class="x"><summary>m</summary></details>', '<details open><summary>m</summary></details>'],
  // As @actions/core writes it.
  [
    '<h1>Tests</h1>\n<table><tr><th>a</th></tr></table>',
    '<h1>Tests</h1>\n<table><tr><th>a</th></tr></table>',
  ],
])('%j is read as GitHub reads it', (markdown, html) => {
  expect(summaryHtml(markdown)).toBe(html);
});

test('whatever a step writes is read to its end in a moment', () => {
  const unit = fc.constantFrom(...'a b\n|-*_`#>[]()<>!\\~:1.'.split(''), '\n\n', '- ', '```', '<b>', '**');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 400 }), (text) => {
      expect(typeof summaryHtml(text)).toBe('string');
    }),
    { numRuns: 300 },
  );
  const begin = performance.now();
  for (const part of ['*', '_a_', '[', '[a](', '`', '<a ', '- ', '> ', '**a', '~~', '|-', ' ', '![', '\n'])
    summaryHtml(part.repeat(5000));
  expect(performance.now() - begin).toBeLessThan(20_000);
});
