import process from 'node:process';
import * as fc from 'fast-check';

/** Every property of a run draws with this seed; without it each run draws anew. CI sets it: a change answers for itself. */
const seed = process.env['KUBEHOP_SEED'];
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
