// Optional keys: an object without those whose value is undefined, which is not the same as a key that holds undefined.

/** The keys of `T` that may be undefined become optional; all others stay as they are. */
export type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** A copy of `values` that has only the keys with a value: `defined({ name, version: undefined })` is `{ name }`. */
export function defined<const T extends object>(values: T): Defined<T>;
export function defined(values: object): object {
  // Entries and no assignments: a key from outside may be `__proto__`.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
