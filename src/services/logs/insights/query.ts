// A query of Logs Insights as it was understood.

export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'regex'; readonly pattern: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] };

/** A value with the name that its column has. */
export interface Named {
  readonly name: string;
  readonly value: Expression;
}

export type Command =
  | { readonly kind: 'fields' | 'display'; readonly fields: readonly Named[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  | {
      readonly kind: 'parse';
      readonly field: Expression;
      readonly pattern: string;
      readonly names: readonly string[];
    }
  | { readonly kind: 'stats'; readonly values: readonly Named[]; readonly by: readonly Named[] }
  | {
      readonly kind: 'sort';
      readonly keys: readonly { readonly value: Expression; readonly isDescending: boolean }[];
    }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'dedup'; readonly fields: readonly Expression[] };

export interface Query {
  readonly commands: readonly Command[];
}
