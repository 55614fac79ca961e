import { expect, test } from 'vitest';
import { withLocalAddresses } from '../../src/model/local-address.ts';

const here = {
  port: 4566,
  hasApi: (id: string, region: string) => id === 'abcdefghij' && region === 'eu-west-1',
  hasWebsite: (bucket: string) => bucket === 'shop.example',
  hasUrl: (id: string, region: string) => id === 'u'.repeat(32) && region === 'eu-west-1',
};

test.each<readonly [text: string, local: string]>([
  [
    `https://${'u'.repeat(32)}.lambda-url.eu-west-1.on.aws/a`,
    `http://127.0.0.1:4566/_aws/lambda-url/${'u'.repeat(32)}/a`,
  ],
  [`at ${'u'.repeat(32)}.lambda-url.eu-west-1.on.aws`, `at ${'u'.repeat(32)}.lambda-url.localhost:4566`],
  [
    `https://${'u'.repeat(32)}.lambda-url.us-east-1.on.aws/a`,
    `https://${'u'.repeat(32)}.lambda-url.us-east-1.on.aws/a`,
  ],
  [
    'https://abcdefghij.execute-api.eu-west-1.amazonaws.com/dev\n',
    'http://127.0.0.1:4566/_aws/execute-api/abcdefghij/dev\n',
  ],
  [
    'url = "https://abcdefghij.execute-api.eu-west-1.amazonaws.com"',
    'url = "http://127.0.0.1:4566/_aws/execute-api/abcdefghij"',
  ],
  [
    '{"u":"https:\\/\\/abcdefghij.execute-api.eu-west-1.amazonaws.com\\/dev"}',
    '{"u":"http:\\/\\/127.0.0.1:4566\\/_aws\\/execute-api\\/abcdefghij\\/dev"}',
  ],
  ['host abcdefghij.execute-api.eu-west-1.amazonaws.com.', 'host abcdefghij.execute-api.localhost:4566.'],
  [
    'http://shop.example.s3-website-eu-west-1.amazonaws.com/x',
    'http://shop.example.s3-website.localhost:4566/x',
  ],
  ['shop.example.s3-website.eu-central-1.amazonaws.com', 'shop.example.s3-website.localhost:4566'],
])('the address in %j leads here as %j', (text, local) => {
  expect(withLocalAddresses(text, here).text).toBe(local);
});

test.each([
  'https://zzzzzzzzzz.execute-api.eu-west-1.amazonaws.com/dev',
  'https://abcdefghij.execute-api.us-east-1.amazonaws.com/dev',
  'https://xabcdefghij.execute-api.eu-west-1.amazonaws.com/dev',
  'https://a.abcdefghij.execute-api.eu-west-1.amazonaws.com/dev',
  'https://abcdefghij.execute-api.eu-west-1.amazonaws.com.example/dev',
  'arn:aws:execute-api:eu-west-1:111122223333:abcdefghij/dev/GET/a',
  'http://other.s3-website-eu-west-1.amazonaws.com',
  'https://s3.eu-west-1.amazonaws.com/shop.example',
])('what is not here stays as it is: %s', (text) => {
  expect(withLocalAddresses(text, here)).toEqual({ text, replaced: [] });
});

test('each address is named once with what it became', () => {
  const url = 'https://abcdefghij.execute-api.eu-west-1.amazonaws.com';
  expect(withLocalAddresses(`${url}/a ${url}/b`, here).replaced).toEqual([
    { from: url, to: 'http://127.0.0.1:4566/_aws/execute-api/abcdefghij' },
  ]);
});
