// AWS's own tests of its protocols, as botocore's source has them: what lies in test/data/aws-protocols is written from
// there, without documentation. Nothing but `npm run generate -- SOURCE.tar.gz` needs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @param archive the source distribution of botocore */
export function writeProtocolTests(archive: string, folder: string): void {
  using unpacked = mkdtempDisposableSync(join(tmpdir(), 'slipway-protocols-'));
  const args = [
    'xzf',
    archive,
    '-C',
    unpacked.path,
    '--strip-components=1',
    '--wildcards',
    '*/tests/unit/protocols/*',
  ];
  const { status } = spawnSync('tar', args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`tar did not unpack ${archive}`);
  for (const side of ['input', 'output']) {
    const source = join(unpacked.path, 'tests', 'unit', 'protocols', side);
    mkdirSync(join(folder, side), { recursive: true });
    for (const name of readdirSync(source).filter((each) => !each.includes('compatible'))) {
      const suites = JSON.parse(
        readFileSync(join(source, name), 'utf8'),
        withoutDocumentation,
      ) as readonly unknown[];
      const lines = suites.map((suite) => JSON.stringify(suite)).join(',\n');
      writeFileSync(join(folder, side, name), `[\n${lines}\n]\n`);
    }
  }
}

/** A member of a structure may have this name too: that is an object. */
function withoutDocumentation(key: string, value: unknown): unknown {
  return key === 'documentation' && typeof value === 'string' ? undefined : value;
}
