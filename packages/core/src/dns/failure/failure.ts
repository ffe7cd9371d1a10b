import type { Cluster } from '../../cluster/cluster.js';
import type { Assumption } from '../../problem/assumption.js';
import type { Cause, Outcome } from '../../trace/outcome.js';
import type { Place } from '../../trace/place.js';
import type { Client } from '../client/client.js';
import type { Walk } from '../client/resolver.js';
import type { Answer } from '../message.js';
import { lowerName } from '../name.js';
import { publicationsOf } from '../public/publications.js';
import { causeOfFinding } from './finding-cause.js';
import { nearestOf } from './near-name.js';
import { causeOfClient } from './client-cause.js';

/** What becomes of a request whose name has no address, and what was taken for granted on the way. */
export interface Failure {
  readonly outcome: Outcome;
  readonly assumptions: readonly Assumption[];
}

/**
 * Explains a walk without an address: by the objects of the cluster where they tell; else a name of the outside world
 * that nobody stated stays unknown.
 */
export function failureOf(
  cluster: Cluster,
  client: Client,
  name: string,
  walk: Walk<Answer>,
  place: Place,
): Failure {
  const unlisted = unlistedName(walk, name);
  if (walk.found !== undefined && unlisted !== undefined) {
    return { outcome: unknown(cluster, unlisted, place), assumptions: [] };
  }
  const answers = walk.asked.flatMap((asked) => asked.answers);
  const cause =
    causeOfFinding(cluster, answers, unlisted !== undefined) ?? causeOfClient(cluster, client, name, walk);
  if (cause === undefined && unlisted !== undefined) {
    return { outcome: unknown(cluster, unlisted, place), assumptions: [] };
  }
  const rcode = walk.result === 'found' ? 'NXDOMAIN' : walk.result;
  const assumption = unlistedAssumption(walk);
  return {
    outcome: { kind: 'dns-error', rcode, place, cause: cause ?? notFound(name) },
    assumptions: assumption === undefined ? [] : [assumption],
  };
}

/** The name of the outside world that decides and that nobody stated: the plain name, or the end of an alias. */
function unlistedName({ asked }: Walk<Answer>, name: string): string | undefined {
  const plain = name.endsWith('.') ? name : `${name}.`;
  for (const { name: candidate, answers } of asked) {
    for (const answer of answers) {
      if (answer.rcode !== 'UNKNOWN') continue;
      if (candidate === plain || answer.records.length > 0) return endOf(answer);
    }
  }
  return undefined;
}

function endOf({ finding, target }: Answer): string | undefined {
  if (target !== undefined) return endOf(target);
  return finding.kind === 'unlisted' ? finding.name : undefined;
}

/** That names of the outside world which nobody stated, and which were passed over, do not exist. */
export function unlistedAssumption({ asked, found }: Walk<Answer>): Assumption | undefined {
  const names: string[] = [];
  for (const step of asked) {
    if (step !== found && step.answers.some(({ rcode }) => rcode === 'UNKNOWN')) names.push(step.name);
  }
  if (names.length === 0) return undefined;
  return {
    code: 'unlisted-name-does-not-exist',
    path: 'platform.dns.records',
    message: `Not in the public DNS: ${names.join(', ')}`,
    state: 'Give the platform, or kubehop.yaml, dns: { records: [...] }.',
  };
}

function unknown(cluster: Cluster, name: string, place: Place): Outcome {
  const published = publicationsOf(cluster);
  const near = nearestOf(published, lowerName(name), () => published.names());
  const hint = near === undefined ? '' : ` ${near} is close.`;
  return {
    kind: 'unknown',
    missing: 'dns-record',
    place,
    cause: {
      code: 'public-name-unlisted',
      message: `Nobody said what ${name} is in the public DNS: no record, no Ingress and no annotated Service names it.${hint}`,
      fix: 'State its address in dns.records of the platform or kubehop.yaml, or give it with the request.',
    },
  };
}

function notFound(name: string): Cause {
  return {
    code: 'name-not-found',
    message: `No server knows the name ${name}.`,
    fix: 'Ask for a name that exists, or state it in dns.records of the platform or kubehop.yaml.',
  };
}
