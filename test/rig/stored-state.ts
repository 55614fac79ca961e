// State folders as versions of Slipway wrote them: the archives in test/data/state.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readZip } from '../../src/lib/unzip.ts';

const data = join(import.meta.dirname, '..', 'data', 'state');

/**
 * `first`: before events had versions. The pipeline "app" ran three times with a build, an approval and a deployment;
 * the third was rolled back by CodeDeploy, then Deploy was rolled back by hand, and its transition disabled.
 */
export async function placeState(name: 'first', folder: string): Promise<void> {
  await readZip(join(data, `${name}.zip`), async ({ path, read }) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, read());
  });
}
