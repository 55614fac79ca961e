// What a mapping template is made of: the part of the Velocity Template Language (1.7) that API Gateway's templates use.
// Source: Velocity user guide; API Gateway developer guide, "Mapping template examples".

export type Template = readonly Part[];

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly reference: Reference }
  | { readonly kind: 'set'; readonly target: Reference; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Template }
  | { readonly kind: 'foreach'; readonly name: string; readonly list: Expression; readonly body: Template }
  | { readonly kind: 'break' }
  | { readonly kind: 'stop' };

export interface Branch {
  readonly test: Expression;
  readonly body: Template;
}

export interface Reference {
  readonly kind: 'reference';
  /** Printed in place of a value that is not there, unless it is quiet. */
  readonly source: string;
  readonly isQuiet: boolean;
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly values: readonly Expression[] }
  | { readonly kind: 'index'; readonly at: Expression };

export type Expression =
  | Reference
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  /** A text in double quotes: references in it are replaced. */
  | { readonly kind: 'quoted'; readonly template: Template }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Operator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** Methods of Java's String, List, Map and entry that templates may call. */
export const valueMethods: ReadonlySet<string> = new Set([
  'add',
  'addAll',
  'charAt',
  'concat',
  'contains',
  'containsKey',
  'containsValue',
  'endsWith',
  'entrySet',
  'equals',
  'equalsIgnoreCase',
  'get',
  'getKey',
  'getValue',
  'indexOf',
  'isEmpty',
  'keySet',
  'lastIndexOf',
  'length',
  'matches',
  'put',
  'putAll',
  'remove',
  'replace',
  'replaceAll',
  'replaceFirst',
  'size',
  'split',
  'startsWith',
  'substring',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
  'values',
  'intValue',
]);

/** Methods of API Gateway's own variables. */
export const ownMethods: Readonly<Record<string, ReadonlySet<string>>> = {
  input: new Set(['json', 'path', 'params']),
  util: new Set(['escapeJavaScript', 'parseJson', 'urlEncode', 'urlDecode', 'base64Encode', 'base64Decode']),
};
