// Patterns of IAM policies held against what a request really asks for. `*` stands for any characters, also colons and
// slashes, `?` for one. Policy variables are filled in from the request; what they bring is no pattern. Sources: IAM user
// guide, "IAM JSON policy elements: Resource", "IAM policy elements: Variables and tags".
import type { RequestContext } from './request.ts';

/** A character as it is, or one of the two signs. */
type Part = string | typeof anyCharacters | typeof oneCharacter;
const anyCharacters = Symbol('*');
const oneCharacter = Symbol('?');

type Piece = { readonly parts: readonly Part[] } | { readonly variable: string; readonly otherwise?: string };

export interface Filling {
  readonly context: RequestContext;
  readonly isKnownKey: (key: string) => boolean;
  /** Policies of version 2008-10-17 have no variables: `${…}` is a text there. */
  readonly hasVariables: boolean;
}

/** Undefined when it hangs on a variable whose value this program does not know. */
export function matchesPattern(pattern: string, text: string, filling: Filling): boolean | undefined {
  const parts: Part[] = [];
  let isOpen = false;
  for (const piece of filling.hasVariables ? piecesOf(pattern) : plain(pattern)) {
    if ('parts' in piece) parts.push(...piece.parts);
    else {
      const value = valueOf(piece, filling.context);
      if (value !== undefined) parts.push(...value);
      // A variable that the request has no value for matches nothing.
      else if (filling.isKnownKey(piece.variable.toLowerCase())) return false;
      else {
        isOpen = true;
        parts.push(anyCharacters);
      }
    }
  }
  return covers(parts, text) ? (isOpen ? undefined : true) : false;
}

/** Without variables. */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first] = plain(pattern);
  return first !== undefined && 'parts' in first && covers(first.parts, text);
}

function valueOf(
  { variable, otherwise }: Extract<Piece, { variable: string }>,
  context: RequestContext,
): string | undefined {
  const values = context.get(variable.toLowerCase()) ?? [];
  // A key of several values is no value for a variable.
  return values.length > 1 ? undefined : (values[0] ?? otherwise);
}

const known = new Map<string, readonly Piece[]>();
const knownPlain = new Map<string, readonly Piece[]>();

/** Policies are few and asked often. */
const mostKnown = 5000;

function remembered(
  of: Map<string, readonly Piece[]>,
  pattern: string,
  make: (pattern: string) => readonly Piece[],
): readonly Piece[] {
  const found = of.get(pattern);
  if (found !== undefined) return found;
  if (of.size >= mostKnown) of.clear();
  const made = make(pattern);
  of.set(pattern, made);
  return made;
}

function plain(pattern: string): readonly Piece[] {
  return remembered(knownPlain, pattern, (text) => [{ parts: partsOf(text) }]);
}

function piecesOf(pattern: string): readonly Piece[] {
  return remembered(known, pattern, split);
}

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, and `${*}`, `${?}`, `${$}` for the signs themselves. */
function split(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of pattern.matchAll(/\$\{([^}]*)\}/g)) {
    const [whole, inside = ''] = found;
    pieces.push({ parts: partsOf(pattern.slice(from, found.index)) });
    pieces.push(/^[*?$]$/.test(inside) ? { parts: [inside] } : variableIn(inside));
    from = found.index + whole.length;
  }
  pieces.push({ parts: partsOf(pattern.slice(from)) });
  return pieces;
}

function variableIn(inside: string): Piece {
  const [, variable = '', otherwise] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/s.exec(inside) ?? [];
  return otherwise === undefined ? { variable } : { variable, otherwise };
}

function partsOf(text: string): readonly Part[] {
  return [...text].map((sign) => (sign === '*' ? anyCharacters : sign === '?' ? oneCharacter : sign));
}

/** In one pass with one place to go back to: the last star. */
function covers(parts: readonly Part[], text: string): boolean {
  const signs = [...text];
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (place < signs.length) {
    const part = parts[at];
    if (part === anyCharacters) {
      star = at;
      resume = place;
      at += 1;
    } else if (part !== undefined && (part === oneCharacter || part === signs[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else return false;
  }
  while (parts[at] === anyCharacters) at += 1;
  return at === parts.length;
}
