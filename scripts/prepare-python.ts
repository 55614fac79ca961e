// Makes the Python environment that moto runs in before tests begin, so that several of them do not make it at once.
// Where it cannot be made, those tests report that they are skipped.
import { provideEnvironment } from '../src/targets/python/python-environment.ts';

try {
  await provideEnvironment({ onProgress: () => {} });
} catch (error) {
  process.stderr.write(`Tests with moto will be skipped: ${String(error)}\n`);
}
