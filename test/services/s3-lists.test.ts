// Lists of objects over HTTP.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { all, call, openWithBucket } from '../rig/s3-calls.ts';

test('a list has every key once, whatever the prefix, the delimiter and the size of its pages', async () => {
  await using endpoint = await openWithBucket();
  const keys = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'b', '/', 'ü', '~'), minLength: 1, maxLength: 5 }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  let written: readonly string[] = [];
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom('', 'a', 'a/', '/'),
      fc.constantFrom('', '/', 'b'),
      fc.integer({ min: 1, max: 4 }),
      async (wanted, prefix, delimiter, size) => {
        for (const key of written) await call(endpoint, `DELETE /shop/${encodeURIComponent(key)}`);
        for (const key of wanted) await call(endpoint, `PUT /shop/${encodeURIComponent(key)}`, { body: 'x' });
        written = wanted;
        const below = wanted.filter((key) => key.startsWith(prefix));
        const cut = (key: string) => (delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length));
        const groups = below.flatMap((key) =>
          cut(key) < 0 ? [] : [key.slice(0, cut(key) + delimiter.length)],
        );
        const listed = { keys: [] as string[], groups: [] as string[] };
        const parameters = new URLSearchParams({
          'list-type': '2',
          prefix,
          delimiter,
          'max-keys': String(size),
        });
        for (let token: string | undefined = ''; token !== undefined;) {
          if (token !== '') parameters.set('continuation-token', token);
          const { text } = await call(endpoint, `GET /shop?${parameters.toString()}`);
          listed.keys.push(...all(text, 'Key'));
          listed.groups.push(
            ...all(text.replaceAll(/<Prefix>[^<]*<\/Prefix>(?!<\/CommonPrefixes>)/g, ''), 'Prefix'),
          );
          [token] = all(text, 'NextContinuationToken');
        }
        const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(listed).toEqual({
          keys: below.filter((key) => cut(key) < 0).toSorted(byBytes),
          groups: [...new Set(groups)].toSorted(byBytes),
        });
      },
    ),
    { numRuns: 40 },
  );
});
