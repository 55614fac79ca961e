// Signature Version 4 by the requests of AWS's own test suite.
import { expect, test } from 'vitest';
import { signatureOf } from '../../src/ship/aws/signature.ts';

const keys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const scope = {
  host: 'example.amazonaws.com',
  region: 'us-east-1',
  signingName: 'service',
  now: Date.UTC(2015, 7, 30, 12, 36, 0),
};

test.each([
  ['GET', '/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'GET',
    '/?Param2=value2&Param1=value1',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  ['POST', '/', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
])('%s %s is signed as AWS signs it', (method, path, signature) => {
  const { authorization } = signatureOf({ method, path, headers: {}, body: '' }, keys, scope);
  expect(authorization).toBe(
    `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  );
});

test('the token of a session is sent and signed, and another body has another signature', () => {
  const of = (body: string) =>
    signatureOf({ method: 'POST', path: '/', headers: {}, body }, { ...keys, sessionToken: 'token' }, scope);
  expect(of('')).toMatchObject({
    'x-amz-security-token': 'token',
    'x-amz-date': '20150830T123600Z',
    authorization: expect.stringContaining('SignedHeaders=host;x-amz-date;x-amz-security-token,'),
  });
  expect(of('a')['authorization']).not.toBe(of('')['authorization']);
});
