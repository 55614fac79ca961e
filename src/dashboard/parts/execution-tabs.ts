// What of an execution is shown, as its address says it.

/** In their order; the keys 1 to 5 choose them. */
export const executionTabs = ['log', 'artifacts', 'variables', 'tests', 'inputs'] as const;
export type ExecutionTab = (typeof executionTabs)[number];

interface ExecutionSearch {
  readonly tab?: ExecutionTab;
  /** `Stage/Action`: whose log is shown. */
  readonly at?: string;
  /** How the jobs of a workflow are shown; as a graph when absent. */
  readonly jobs?: 'list';
}

/** Of the address; what it says wrongly counts as absent. */
export function executionSearch({ tab, at, jobs }: Readonly<Record<string, unknown>>): ExecutionSearch {
  const found = executionTabs.find((each) => each === tab);
  return {
    ...(found === undefined || found === 'log' ? {} : { tab: found }),
    ...(typeof at === 'string' || typeof at === 'number' ? { at: String(at) } : {}),
    ...(jobs === 'list' ? { jobs } : {}),
  };
}
