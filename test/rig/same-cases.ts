// Properties try the same cases in every run of a commit: what fails, fails for its author. Other cases: `TEST_SEED=2 npm test`.
import * as fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? 1) });
