import process from 'node:process';
import { parseArgs } from 'node:util';
import { runCampaign, trials } from './campaign.js';
import type { Finding } from './finding.js';
import { findingText, tallyText } from './report.js';

/** How long one input may keep the processor busy. */
const seconds = 2;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string' },
    path: { type: 'string' },
  },
});

main();

/** Throws whatever may come at the library, and tells what it does not stand. */
function main(): void {
  const runs = Number(values.runs);
  const seed = Number(values.seed);
  const chosen = trials.filter(({ name }) => values.only === undefined || values.only === name);
  if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || chosen.length === 0) {
    const names = trials.map(({ name }) => name).join('|');
    console.error(`npm run fuzz -- [--runs N] [--seed S] [--only ${names}] [--path P]`);
    process.exitCode = 2;
    return;
  }
  let found = 0;
  const onFinding = (finding: Finding): void => {
    found += 1;
    console.log(`${findingText(finding)}\n`);
  };
  const onTurn = (done: number, target: string, roundSeed: number): void => {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r${done} of ${runs} runs, now --only ${target} --seed ${roundSeed} `);
  };
  const { path } = values;
  if (path === undefined) {
    const tallies = runCampaign({ trials: chosen, runs, seed, seconds, onTurn, onFinding });
    console.log(`\n${tallyText(tallies)}`);
  } else {
    for (const trial of chosen) {
      const { finding } = trial.run({ runs: 1, seed, path, seconds });
      if (finding !== undefined) onFinding(finding);
    }
  }
  console.log(`seed ${seed}: ${found} findings`);
  if (found > 0) process.exitCode = 1;
}
