// A certificate authority of one's own, for servers on this machine that only programs started here trust.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import * as der from './der.ts';

/** Both in PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Clocks of those who verify may differ. */
const validBeforeMs = dayMs;
/** Not longer than browsers and systems take a certificate for (825 days, Apple's requirements of 2019). */
const validForMs = 800 * dayMs;

/** @param name what its certificate calls it */
export function newAuthority(name: string, now: Date): KeyAndCertificate {
  const { publicKey, privateKey } = newKeys();
  const extensions = [
    extension('2.5.29.19', der.sequence(der.yes), 'critical'),
    // keyCertSign
    extension('2.5.29.15', der.bits(Buffer.from([0x04]), 2), 'critical'),
  ];
  const subject = nameOf(name);
  return {
    key: pemOf(privateKey),
    cert: certify({ issuer: subject, issuerKey: privateKey, now }, { subject, publicKey, extensions }),
  };
}

/** For a server of this host. @param name the authority's */
export function issueCertificate(
  authority: KeyAndCertificate & { readonly name: string },
  host: string,
  now: Date,
): KeyAndCertificate {
  const { publicKey, privateKey } = newKeys();
  const issuer = { issuer: nameOf(authority.name), issuerKey: createPrivateKey(authority.key), now };
  const cert = certify(issuer, {
    // Another name than the authority's, or it would be taken for its own issuer. Hosts may be too long for it.
    subject: nameOf(`${authority.name} server`),
    publicKey,
    extensions: [
      extension('2.5.29.17', der.sequence(der.element(0x82, Buffer.from(host, 'ascii')))),
      // serverAuth
      extension('2.5.29.37', der.sequence(der.objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    ],
  });
  return { key: pemOf(privateKey), cert };
}

interface Issuer {
  readonly issuer: Buffer;
  readonly issuerKey: KeyObject;
  readonly now: Date;
}

interface Subject {
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** RFC 5280, 4.1. */
function certify({ issuer, issuerKey, now }: Issuer, { subject, publicKey, extensions }: Subject): string {
  const at = (ms: number) => der.time(new Date(now.getTime() + ms));
  const identifiers = [
    extension('2.5.29.14', der.octets(keyIdentifier(publicKey))),
    extension('2.5.29.35', der.sequence(der.element(0x80, keyIdentifier(createPublicKey(issuerKey))))),
  ];
  const toSign = der.sequence(
    der.element(0xa0, der.integer(Buffer.from([2]))),
    der.integer(randomBytes(16)),
    ecdsaWithSha256,
    issuer,
    der.sequence(at(-validBeforeMs), at(validForMs)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der.element(0xa3, der.sequence(...extensions, ...identifiers)),
  );
  return pem(der.sequence(toSign, ecdsaWithSha256, der.bits(sign('sha256', toSign, issuerKey))));
}

const ecdsaWithSha256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'));

function newKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** RFC 5280, 4.2.1.2: any digest of the key will do. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

function nameOf(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectIdentifier('2.5.4.3'), der.text(commonName))));
}

function extension(identifier: string, value: Buffer, critical?: 'critical'): Buffer {
  const mark = critical === undefined ? [] : [der.yes];
  return der.sequence(der.objectIdentifier(identifier), ...mark, der.octets(value));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
