// Plain data as the values of GitHub's expressions, and back. Pure.
import { data } from '@actions/expressions';

type ExpressionData = ReturnType<typeof data.Dictionary.prototype.values>[number];

/** The package's own drops keys that every object inherits (`constructor`). */
class SafeDictionary extends data.Dictionary {
  readonly #known = new Map<string, { readonly key: string; readonly value: ExpressionData }>();
  readonly #sees: (key: string) => string;

  constructor(entries: readonly (readonly [string, ExpressionData])[], isCaseSensitive: boolean) {
    super();
    this.#sees = isCaseSensitive ? (key) => key : (key) => key.toLowerCase();
    for (const [key, value] of entries) this.add(key, value);
  }

  /** The first of a name counts, as in the package. */
  override add(key: string, value: ExpressionData): void {
    const name = this.#sees(key);
    if (!this.#known.has(name)) this.#known.set(name, { key, value });
  }

  override get(key: string): ExpressionData | undefined {
    return this.#known.get(this.#sees(key))?.value;
  }

  override values(): ExpressionData[] {
    return [...this.#known.values()].map(({ value }) => value);
  }

  override pairs(): { key: string; value: ExpressionData }[] {
    return [...this.#known.values()];
  }
}

/** The contexts, each made when an expression first reads it. */
export class ContextDictionary extends data.Dictionary {
  readonly #contexts: Readonly<Record<string, unknown>>;
  readonly #made = new Map<string, ExpressionData>();

  constructor(contexts: Readonly<Record<string, unknown>>) {
    super();
    this.#contexts = contexts;
  }

  override get(name: string): ExpressionData {
    const key = Object.keys(this.#contexts).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    // Names of variables differ by case on Linux and macOS; all other keys do not.
    const made = toData(this.#contexts[key] ?? null, key === 'env');
    this.#made.set(key, made);
    return made;
  }
}

/** @param value what JSON can say; all else is null */
export function toData(value: unknown, isCaseSensitive = false): ExpressionData {
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map((each) => toData(each)));
  if (typeof value !== 'object' || value === null) return new data.Null();
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return new SafeDictionary(
    entries.map(([key, each]) => [key, toData(each)] as const),
    isCaseSensitive,
  );
}

export function fromData(value: ExpressionData): unknown {
  switch (value.kind) {
    case data.Kind.Array:
      return value.values().map(fromData);
    case data.Kind.Dictionary: {
      const made: Record<string, unknown> = {};
      for (const { key, value: each } of value.pairs())
        Object.defineProperty(made, key, { value: fromData(each), enumerable: true });
      return made;
    }
    case data.Kind.String:
    case data.Kind.Number:
    case data.Kind.Boolean:
      return value.value;
    default:
      return null;
  }
}
