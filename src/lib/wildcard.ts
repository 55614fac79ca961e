// Wildcards matched in time that grows with the text alone, however many stars stand in a pattern: an automaton whose
// states are made when a text first needs them. A regular expression of the same meaning may try every combination.

/** One step of a pattern. */
export type Wildcard =
  | { readonly kind: 'one'; readonly fits: (symbol: string) => boolean }
  /** Any number of symbols, also none. */
  | { readonly kind: 'many'; readonly fits: (symbol: string) => boolean }
  /** One of several sequences; an empty sequence makes the others optional. */
  | { readonly kind: 'choice'; readonly of: readonly (readonly Wildcard[])[] };

export interface Matcher {
  /** Whether the whole text fits. */
  readonly matches: (text: string) => boolean;
  /** Whether a text that begins so could fit. */
  readonly mayBegin: (text: string) => boolean;
}

/** Exactly this symbol. */
export function literal(wanted: string): Wildcard {
  return { kind: 'one', fits: (symbol) => symbol === wanted };
}

/** The texts that fit a sequence of wildcards. */
export function compileWildcards(sequence: readonly Wildcard[]): Matcher {
  const places: Place[] = [{ next: [] }];
  const first = addSequence(places, sequence, 0);
  const automaton = new Automaton(places, first);
  return {
    matches: (text) => automaton.read(text)?.accepts ?? false,
    mayBegin: (text) => automaton.read(text) !== undefined,
  };
}

/** A place between two symbols: by way of a symbol that fits to the next places, or by way of none. */
interface Place {
  readonly fits?: (symbol: string) => boolean;
  readonly next: readonly number[];
}

/** From the end to the front, so that each place knows the one after it. Gives the first. */
function addSequence(places: Place[], sequence: readonly Wildcard[], end: number): number {
  return sequence.reduceRight((next, wildcard) => addWildcard(places, wildcard, next), end);
}

function addWildcard(places: Place[], wildcard: Wildcard, next: number): number {
  switch (wildcard.kind) {
    case 'one':
      return places.push({ fits: wildcard.fits, next: [next] }) - 1;
    case 'many': {
      const fork = places.length + 1;
      places.push({ fits: wildcard.fits, next: [fork] });
      return places.push({ next: [fork - 1, next] }) - 1;
    }
    default:
      return places.push({ next: wildcard.of.map((sequence) => addSequence(places, sequence, next)) }) - 1;
  }
}

/** Nothing that begins so fits. */
const dead = null;

interface State {
  /** Sorted. */
  readonly places: readonly number[];
  readonly accepts: boolean;
  /** What follows by code point, as far as it has been asked for. */
  readonly after: Map<number, State | null>;
  /** The same for ASCII, which nearly all texts are of. */
  readonly afterAscii: (State | null | undefined)[];
}

/** More than any usual pattern needs; beyond it the states are forgotten and made again. */
const mostStates = 1000;

const ascii = 128;

class Automaton {
  readonly #places: readonly Place[];
  readonly #first: number;
  readonly #states = new Map<string, State>();

  constructor(places: readonly Place[], first: number) {
    this.#places = places;
    this.#first = first;
  }

  /** The state after the text; undefined when nothing that begins so fits. */
  read(text: string): State | undefined {
    let state = this.#stateOf([this.#first]);
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const next = code < ascii ? this.#ascii(state, code) : this.#long(state, text, at);
      if (next === dead) return undefined;
      state = next;
      if (code >= ascii && (text.codePointAt(at) ?? 0) > 0xff_ff) at += 1;
    }
    return state;
  }

  #ascii(state: State, code: number): State | null {
    const known = state.afterAscii[code];
    return known === undefined ? this.#step(state, code) : known;
  }

  #long(state: State, text: string, at: number): State | null {
    const code = text.codePointAt(at) ?? 0;
    const known = state.after.get(code);
    return known === undefined ? this.#step(state, code) : known;
  }

  #step(state: State, code: number): State | null {
    const symbol = String.fromCodePoint(code);
    const reached = state.places.flatMap((at) => {
      const place = this.#places[at];
      return place?.fits?.(symbol) === true ? place.next : [];
    });
    const next = reached.length === 0 ? dead : this.#stateOf(reached);
    if (code < ascii) state.afterAscii[code] = next;
    else if (state.after.size < mostStates) state.after.set(code, next);
    return next;
  }

  #stateOf(reached: readonly number[]): State {
    const places = this.#withForks(reached);
    const key = places.join();
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= mostStates) this.#states.clear();
    const state: State = { places, accepts: places.includes(0), after: new Map(), afterAscii: [] };
    this.#states.set(key, state);
    return state;
  }

  #withForks(reached: readonly number[]): readonly number[] {
    const all = new Set(reached);
    // A set that grows while it is walked is walked to its new end.
    for (const at of all) {
      const place = this.#places[at];
      if (place !== undefined && place.fits === undefined) for (const next of place.next) all.add(next);
    }
    return [...all].sort((a, b) => a - b);
  }
}

/** Texts with signs for any symbols, for one symbol, and perhaps one that takes the next sign literally. */
export function compileStars(
  pattern: string,
  signs: { readonly many: string; readonly one?: string; readonly escape?: string },
): Matcher {
  const symbols = [...pattern];
  const sequence: Wildcard[] = [];
  for (let at = 0; at < symbols.length; at += 1) {
    const symbol = symbols[at] ?? '';
    const next = symbols[at + 1];
    if (symbol === signs.escape && (next === signs.many || next === signs.escape)) {
      sequence.push(literal(next ?? ''));
      at += 1;
    } else if (symbol === signs.many) sequence.push({ kind: 'many', fits: isAny });
    else sequence.push(symbol === signs.one ? { kind: 'one', fits: isAny } : literal(symbol));
  }
  return compileWildcards(sequence);
}

const isAny = (): boolean => true;
