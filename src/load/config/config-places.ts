// Where in a configuration module a value comes from. Its values have no places of their own, so a finding names the
// path of the value, and points to the text of the module where that text stands there exactly once.
import type { Node } from '../../lib/node.ts';
import type { Note, Place, Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';

export interface ConfigText {
  /** The exported value as a tree over its JSON text. */
  readonly root: Node;
  readonly json: string;
  readonly file: SourceFile;
}

/** Gives the function that turns a problem with places in the JSON text into one with places in the module. */
export function placeInConfig(config: ConfigText): (problem: Problem) => Problem {
  return (problem) => {
    const { at } = problem;
    // What was found before the module had run already points into it.
    if (at === undefined || (at.start === 0 && at.end === 0)) return problem;
    const path = pathTo(config.root, at);
    return {
      ...problem,
      message: `${path}: ${problem.message}`,
      at: placeOf(at, config),
      notes: problem.notes.map((note) => noteIn(note, config)),
    };
  };
}

function noteIn(note: Note, config: ConfigText): Note {
  if (note.at === undefined) return note;
  const at = placeOf(note.at, config);
  return { message: `${note.message}: ${pathTo(config.root, note.at)}`, at };
}

/** `pipeline.stages[1].actions[0].inputArtifacts[0].name`. */
function pathTo(root: Node, place: Place): string {
  let node = root;
  let path = '';
  for (;;) {
    const next = childAt(node, place);
    if (next === undefined) return path === '' ? 'definition' : path;
    path += typeof next.step === 'number' ? `[${next.step}]` : `${path === '' ? '' : '.'}${next.step}`;
    node = next.node;
  }
}

function childAt(
  node: Node,
  place: Place,
): { readonly step: string | number; readonly node: Node } | undefined {
  const covers = (inner: Place): boolean => inner.start <= place.start && place.end <= inner.end;
  if (node.kind === 'list') {
    const step = node.items.findIndex((item) => covers(item.place));
    const item = node.items[step];
    return item === undefined ? undefined : { step, node: item };
  }
  if (node.kind !== 'map') return undefined;
  const entry = node.entries.find(({ keyPlace, value }) => covers(keyPlace) || covers(value.place));
  // The first key of a mapping stands for the mapping as a whole.
  if (entry === undefined || (entry === node.entries[0] && isSame(entry.keyPlace, place))) return undefined;
  return { step: entry.key, node: entry.value };
}

function isSame(a: Place, b: Place): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The text in quotes, if the module has it in one place only; else the module as a whole. */
function placeOf(at: Place, { json, file }: ConfigText): Place {
  const whole = { file: file.path, start: 0, end: 0 };
  const written = json.slice(at.start, at.end);
  const text = written.startsWith('"') ? written.slice(1, -1) : written;
  if (text.length < 2 || /[\\\n{[]/.test(text.replace(/^#\{/, ''))) return whole;
  const quoted = ["'", '"', '`'].flatMap((quote) => [`${quote}${text}${quote}`]);
  const starts = quoted.flatMap((wanted) => occurrences(file.text, wanted));
  const [start] = starts;
  if (start === undefined || starts.length > 1) return whole;
  return { file: file.path, start, end: start + text.length + 2 };
}

function occurrences(text: string, wanted: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at !== -1 && found.length < 2; at = text.indexOf(wanted, at + 1))
    found.push(at);
  return found;
}
