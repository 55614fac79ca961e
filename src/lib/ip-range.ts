// Ranges of IP addresses in the notation of CIDR (RFC 4632, RFC 4291).
import { BlockList, isIP } from 'node:net';

/** An address alone is a range of one. False for what is no address or no range. */
export function isInRange(address: string, range: string): boolean {
  const [first = '', bits] = range.split('/');
  const family = isIP(first);
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (family === 0 || isIP(address) !== family) return false;
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > most) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(first, prefix, type);
  return list.check(address, type);
}
