// Stacks and facts as JSON: maps are written as lists of their entries, under a key that no template can have.

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof Map ? { '\u0000map': [...each] } : each,
  );
}

export function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, each: unknown) => {
    const entries = (each as { readonly '\u0000map'?: unknown } | null)?.['\u0000map'];
    return Array.isArray(entries) ? new Map(entries as readonly [unknown, unknown][]) : each;
  });
}
