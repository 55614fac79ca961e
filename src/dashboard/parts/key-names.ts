// What the keys of the page do, in words; and whether single letters are keys at all (WCAG 2.1.4, Character Key Shortcuts).

/** After `g`. */
export const jumps: Readonly<Record<string, { readonly to: string; readonly name: string }>> = {
  h: { to: '/', name: 'overview' },
  a: { to: '/approvals', name: 'approvals' },
  v: { to: '/value-stream', name: 'value stream' },
  r: { to: '/resources', name: 'resources' },
  t: { to: '/tests', name: 'tests' },
  l: { to: '/search', name: 'search in logs' },
  c: { to: '/costs', name: 'costs' },
  e: { to: '/events', name: 'events' },
  u: { to: '/audit', name: 'audit' },
  s: { to: '/settings', name: 'settings' },
  d: { to: '/docs', name: 'docs' },
};

type KeyRow = readonly [key: string, what: string];

export const keyGroups: readonly (readonly [name: string, rows: readonly KeyRow[]])[] = [
  [
    'Everywhere',
    [
      ['Ctrl K', 'search or jump'],
      ['?', 'these keys'],
      ['/', 'filter or search on the page'],
      ['j k', 'next and previous row'],
      ['Enter', 'open the row'],
      ['← →', 'fold and unfold the row'],
      ['t', 'light, dark, or as the system has it'],
      ['Esc', 'close, back to where the focus was'],
    ],
  ],
  ['Go to', Object.entries(jumps).map(([key, { name }]): KeyRow => [`g ${key}`, name])],
  [
    'A pipeline and its executions',
    [
      ['s', 'start the pipeline'],
      ['x', 'choose the execution of the row'],
      ['c', 'compare the two that are chosen, or with the one before'],
      ['[ ]', 'the execution before and after'],
      ['1 – 5', 'log, artifacts, variables, tests, inputs'],
      ['a', 'answer the approval that waits'],
      ['r', 'to the button that rejects it'],
      ['Shift R', 'roll back'],
      ['Shift T', 'retry'],
    ],
  ],
  [
    'A log, a source',
    [
      ['e', 'next error'],
      ['w', 'next warning'],
      ['n', 'next hit'],
      ['f', 'follow'],
      ['z', 'fold or unfold all'],
      ['y', 'copy a link to the line'],
      ['u', 'next line that never ran'],
    ],
  ],
];

const stored = 'single-keys';

export function areSingleKeysOn(): boolean {
  return localStorage.getItem(stored) !== 'off';
}

export function switchSingleKeys(isOn: boolean): void {
  localStorage.setItem(stored, isOn ? 'on' : 'off');
}
