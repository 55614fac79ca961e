// One thing that doctor checks.
export interface Check {
  readonly name: string;
  /** `ok`; `limited`: works with less; `broken`: something cannot work. */
  readonly state: 'ok' | 'limited' | 'broken';
  readonly detail: string;
  readonly remedy?: string;
}
