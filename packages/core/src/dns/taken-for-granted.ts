import type { Assumption } from '../problem/assumption.js';
import type { Client } from './client/client.js';
import type { Walk } from './client/resolver.js';
import { unlistedAssumption } from './failure/failure.js';
import type { Answer } from './message.js';
import { publishedAssumption } from './public/published-assumption.js';
import { referenceTo } from '../object/reference.js';
import type { FollowingServer } from './server/dns-server.js';

/** What was taken for granted by an answer: about the client, the Corefile, and whatever the answer rests on. */
export function takenForGranted(
  client: Pick<Client, 'assumptions'>,
  server: FollowingServer | undefined,
  walk: Walk<Answer>,
  answer: Answer | undefined,
): readonly Assumption[] {
  const about = [
    unlistedAssumption(walk),
    ...(answer === undefined ? [] : [publishedAssumption(answer), importAssumption(answer)]),
  ];
  const known = about.filter((assumption) => assumption !== undefined);
  if (known.length === 0 && (server === undefined || server.assumptions.length === 0))
    return client.assumptions;
  return [...client.assumptions, ...(server?.assumptions ?? []), ...known];
}

/** Only the DNS server looks at ServiceImports. */
function importAssumption({ finding }: Answer): Assumption | undefined {
  if (finding.kind !== 'service' || finding.service.kind !== 'ServiceImport') return undefined;
  const { namespace, name } = finding.service.metadata;
  return {
    code: 'clusterset-ip-not-followed',
    object: referenceTo(finding.service),
    path: 'spec.ips',
    message: `Traffic to ServiceImport ${namespace}/${name} is not followed; only its name is modelled.`,
  };
}
