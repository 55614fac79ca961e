// The entities that a file declares for itself (XML 1.0, 4.2 Entity Declarations). Those that lie elsewhere are never read.

/** As properties of a table of entities. `onTooLarge` is called when together they have become too much text. */
export function ownEntities(doctype: string, onTooLarge: () => void): PropertyDescriptorMap {
  const written = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.matchAll(declaration))
    if (!written.has(name)) written.set(name, double ?? single ?? '');
  let given = 0;
  const value = (name: string, depth: number): string => {
    if (given > maxLength || depth > maxDepth) return '';
    return (written.get(name) ?? '').replaceAll(reference, (whole, inner: string) => {
      const text = written.has(inner) ? value(inner, depth + 1) : (character(inner) ?? whole);
      given += text.length;
      if (given > maxLength || depth >= maxDepth) onTooLarge();
      return given > maxLength ? '' : text;
    });
  };
  return Object.fromEntries(
    [...written.keys()].slice(0, maxEntities).map((name) => [
      name,
      {
        configurable: true,
        enumerable: true,
        get: () => {
          const text = value(name, 0);
          given += text.length;
          if (given > maxLength) onTooLarge();
          return given > maxLength ? '' : text;
        },
      },
    ]),
  );
}

const declaration = /<!ENTITY\s+([A-Za-z_:][\w:.-]*)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
const reference = /&([A-Za-z_:][\w:.-]*|#\d+|#x[0-9A-Fa-f]+);/g;
const maxEntities = 1000;
const maxDepth = 20;
/** Of all entities, as often as they are used. */
const maxLength = 1_000_000;

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return predefined[name];
  const code = Number.parseInt(name.replace(/^#x?/, ''), name.startsWith('#x') ? 16 : 10);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}
