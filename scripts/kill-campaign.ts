// `npm run kill-campaign [-- KILLS [SEED]]`: kills commands at random moments of a pipeline, and reports what was lost,
// done twice or left behind. Takes some minutes; Linux only.
import { randomSeed, runCampaign } from '../test/rig/kill-campaign.ts';

const [kills = '80', seed = String(randomSeed())] = process.argv.slice(2);
console.log(`${kills} kills, seed ${seed}`);
const wrong = await runCampaign({
  kills: Number(kills),
  seed: Number(seed),
  onKill: (text) => console.log(text),
});
for (const line of wrong) console.error(line);
console.log(wrong.length === 0 ? 'Nothing was lost, done twice or left behind.' : `${wrong.length} faults.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
