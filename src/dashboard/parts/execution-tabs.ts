// What the right side of an execution shows.

/** In their order; the keys 1 to 5 choose them. */
export const executionTabs = ['log', 'artifacts', 'variables', 'tests', 'inputs'] as const;
export type ExecutionTab = (typeof executionTabs)[number];
