import { traceApiVersion } from '@kubehop/core';
import { jsonText } from '../../output/json.js';
import type { Played } from './played.js';

/** A scenario as programs read it: everything that the library tells. */
export function jsonReport({ title, file, report }: Played): string {
  const { holds, seed, until, loads, requests, problems, log } = report;
  return jsonText({
    apiVersion: traceApiVersion,
    kind: 'SimulationReport',
    good: holds,
    file,
    name: title,
    seed,
    until,
    loads,
    requests,
    problems,
    events: log,
  });
}
