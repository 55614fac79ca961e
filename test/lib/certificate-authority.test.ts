// Certificates that this program issues, as Node's OpenSSL reads and trusts them.
import { X509Certificate } from 'node:crypto';
import { connect, createServer } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { issueCertificate, newAuthority } from '../../src/lib/certificate-authority.ts';

const now = new Date('2026-05-06T07:08:09Z');
const authority = { ...newAuthority('An authority', now), name: 'An authority' };

test('a certificate is issued by its authority, for one host, for a while', () => {
  const issuer = new X509Certificate(authority.cert);
  const host = `${'a'.repeat(60)}.eu-central-1.amazonaws.com`;
  const issued = new X509Certificate(issueCertificate(authority, host, now).cert);
  expect(issuer.ca).toBe(true);
  expect(issued.ca).toBe(false);
  expect(issued.checkIssued(issuer)).toBe(true);
  expect(issued.verify(issuer.publicKey)).toBe(true);
  expect(issued.checkHost(host)).toBe(host);
  expect(issued.checkHost('sts.eu-central-1.amazonaws.com')).toBeUndefined();
  expect([issued.validFrom, issued.validTo]).toEqual([
    'May  5 07:08:09 2026 GMT',
    'Jul 14 07:08:09 2028 GMT',
  ]);
});

test('each of many certificates can be read, whatever its number and signature begin with', () => {
  const issuer = new X509Certificate(authority.cert);
  for (let index = 0; index < 50; index += 1) {
    const { cert } = issueCertificate(authority, `host-${index}.example`, now);
    expect(new X509Certificate(cert).verify(issuer.publicKey)).toBe(true);
  }
});

test('a client that trusts the authority trusts its server, and no other client does', async () => {
  const fresh = { ...newAuthority('An authority', new Date()), name: 'An authority' };
  const server = createServer(issueCertificate(fresh, 'sts.amazonaws.com', new Date()));
  server.on('secureConnection', (socket) => socket.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const options = { port, host: '127.0.0.1', servername: 'sts.amazonaws.com' };
  const trusting = connect({ ...options, ca: fresh.cert });
  await once(trusting, 'secureConnect');
  expect(trusting.authorized).toBe(true);
  trusting.destroy();
  await expect(once(connect(options), 'secureConnect')).rejects.toThrow(/certificate/);
  server.close();
});
