// What the packages hold besides the sources: the migrations, and the model trained from its examples.
const { cpSync } = require('node:fs');
const { spawnSync } = require('node:child_process');

cpSync('src/database/migrations', 'src/lambda/migrations', { recursive: true });
cpSync('src/database/validate.sql', 'src/lambda/validate.sql');
const { status } = spawnSync('python3', ['src/scoring/train.py', 'final_similarity_model/python'], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
