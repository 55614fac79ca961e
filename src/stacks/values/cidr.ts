// Fn::Cidr: blocks of addresses within a block. Source: CloudFormation user guide, "Fn::Cidr".

/** @param hostBits of each block. Undefined when the blocks do not fit. */
export function subnetsOf(block: string, count: number, hostBits?: number): readonly string[] | undefined {
  const [address = '', prefixText = ''] = block.split('/');
  const isV6 = address.includes(':');
  const width = isV6 ? 128 : 32;
  const start = isV6 ? v6(address) : v4(address);
  const prefix = Number(prefixText);
  const bits = hostBits ?? (isV6 ? 64 : 8);
  const isUsable =
    start !== undefined &&
    /^\d+$/.test(prefixText) &&
    prefix <= width &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 256 &&
    Number.isInteger(bits) &&
    bits >= 0 &&
    bits <= width - prefix;
  if (!isUsable || start === undefined) return undefined;
  if (BigInt(count) << BigInt(bits) > 1n << BigInt(width - prefix)) return undefined;
  const first = (start >> BigInt(width - prefix)) << BigInt(width - prefix);
  return Array.from({ length: count }, (_, index) => {
    const at = first + (BigInt(index) << BigInt(bits));
    return `${isV6 ? v6Text(at) : v4Text(at)}/${width - bits}`;
  });
}

function v4(address: string): bigint | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function v4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

function v6(address: string): bigint | undefined {
  const [head = '', tail] = address.split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - parts(head).length - parts(tail ?? '').length;
  const all =
    tail === undefined
      ? parts(head)
      : [...parts(head), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...parts(tail)];
  if (all.length !== 8 || all.some((part) => !/^[\da-f]{1,4}$/i.test(part))) return undefined;
  return all.reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}

/** Compressed as RFC 5952 asks for: the longest run of zeros is left out. */
function v6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?<![\da-f])0(?::0)+(?![\da-f])/g)].toSorted(
    (a, b) => b[0].length - a[0].length,
  );
  const [longest] = runs;
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
