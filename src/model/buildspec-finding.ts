// What a rule finds about a buildspec that it compares with something else: a project, an action of a pipeline.
import type { Finding } from '../lib/finding.ts';

/** The path begins at the buildspec's root and uses its own spelling: `['phases', 'install', 'runtime-versions']`. */
export type BuildspecFinding = Omit<Finding, 'notes' | 'part'>;
