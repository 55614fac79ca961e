// Every file of JavaScript can be read by Node.
const { globSync } = require('node:fs');
const { spawnSync } = require('node:child_process');

const files = globSync(['src/lambda/*.js', 'src/lambda/lib/*.js', 'scripts/*.js', 'tests/**/*.js']);
for (const file of files) {
  const { status, stderr } = spawnSync(process.execPath, ['--check', file]);
  if (status === 0) continue;
  process.stderr.write(stderr);
  process.exitCode = 1;
}
console.log(`${files.length} files`);
