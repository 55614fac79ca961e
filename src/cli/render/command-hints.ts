// What the texts need to name commands that work where the user stands.
import type { Hints } from '../hints-contract.ts';

export type CommandHints = Pick<Hints, 'command' | 'run' | 'again' | 'isCall' | 'complete' | 'answers'>;
