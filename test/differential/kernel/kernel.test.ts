import process from 'node:process';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare } from './compare.js';
import { anyProbe } from './probe.js';
import { keptRules, listen, type KernelMode } from './programmed.js';
import { missingHere } from './requirement.js';
import { openTestbed, type Testbed } from './testbed.js';
import { anyWorld, clusterOf } from './world.js';

const missing = missingHere();

test.runIf(missing !== undefined)('a Linux kernel is there to compare with', ({ skip }) => {
  if (process.env['KUBEHOP_CI'] === undefined) skip(missing);
  expect.fail(missing);
});

/** How many clusters a mode; more with an environment variable, and the same ones again with a seed. */
const clusters = Number(process.env['KUBEHOP_KERNEL_CLUSTERS'] ?? 60);
const seed = Number(
  process.env['KUBEHOP_KERNEL_SEED'] ?? process.env['KUBEHOP_SEED'] ?? Date.now() % 0x7fffffff,
);

/** A cluster costs more than a question: each is asked many, drawn with a seed that does not shrink. */
const questionsEach = 40;
const questionSeed = fc.noShrink(fc.nat());

/** A slow machine must not turn it red. */
const patience = 60_000;

describe.skipIf(missing !== undefined)(`the Linux kernel (seed ${seed})`, () => {
  let testbed: Testbed | undefined;
  const figures = new Map<string, number>();

  beforeAll(async () => {
    testbed = await openTestbed();
    await listen(testbed);
  }, patience);

  afterAll(async () => {
    await testbed?.close();
    console.log(`kernel, seed ${seed}: ${JSON.stringify(Object.fromEntries(figures))}`);
  }, patience);

  test.each<KernelMode>(['iptables', 'nftables'])(
    'does with the rules of mode %s what the model foresees',
    async (mode) => {
      if (testbed === undefined) throw new Error('there is no testbed');
      const opened = testbed;
      await fc.assert(
        fc.asyncProperty(anyWorld, questionSeed, async (of, drawnWith) => {
          const probes = fc.sample(anyProbe, { seed: drawnWith, numRuns: questionsEach });
          const { differences, foreseen } = await compare(opened, mode, of, probes);
          for (const [name, count] of Object.entries(foreseen)) {
            figures.set(`${mode} ${name}`, (figures.get(`${mode} ${name}`) ?? 0) + count);
          }
          expect(differences).toEqual([]);
        }),
        { numRuns: clusters, seed },
      );
      // Clusters in which nothing happens would compare nothing.
      const fates = ['answered', 'refused', 'silence'];
      expect(fates.filter((fate) => (figures.get(`${mode} ${fate}`) ?? 0) === 0)).toEqual([]);
    },
    clusters * patience,
  );

  test(
    'keeps the rules of mode iptables as they are rendered',
    async () => {
      if (testbed === undefined) throw new Error('there is no testbed');
      const opened = testbed;
      await fc.assert(
        fc.asyncProperty(anyWorld, async (of) => {
          const { given, kept } = await keptRules(opened, clusterOf(of, 'iptables', 0), of.family);
          expect(kept).toEqual(given);
        }),
        { numRuns: Math.ceil(clusters / 4), seed },
      );
    },
    clusters * patience,
  );
});
